/// A text that equals another only where their bytes do, as texts are compared in the database.
///
/// Swift's `==` calls "é" in one scalar and "é" in two the same text; to SQLite they are two ids. A dictionary of ids must
/// not put the one in the other's place.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (first: ExactText, second: ExactText) -> Bool {
    first.text.utf8.elementsEqual(second.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
