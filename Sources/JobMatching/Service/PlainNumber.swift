extension Double {
  /// The shortest decimal text, whole numbers without a point: `50`, `0.5`.
  var plain: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
