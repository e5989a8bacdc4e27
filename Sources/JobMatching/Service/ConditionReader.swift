import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// Reads conditions as people write them: `field=value,value`, `field!=value`, `pay>=30000`, `pay<=60000`.
struct ConditionReader {
  let index: JobIndex
  let store: MarketStore
  let gazetteer: PlaceGazetteer

  private static let operators = ["!=", ">=", "<=", "="]

  /// The clause that a condition means.
  ///
  /// - Throws: `WorkspaceError` for an unknown field or value, with the nearest known ones.
  func clause(_ text: String) throws -> JobPredicate.Clause {
    guard let (name, sign, value) = split(text) else {
      throw WorkspaceError("condition '\(text)': write field=value, field!=value, field>=number or field<=number")
    }
    let fields = index.fields
    guard let field = AttributeField(name), fields.contains(field) else {
      let advice = NearestName.advice(for: name, among: fields.map(\.name))
      throw WorkspaceError("no job has a field '\(name)'; \(advice)")
    }
    if sign == ">=" || sign == "<=" { return .init(.range(field, try range(sign, value, field))) }
    guard !index.isNumeric(field) else {
      throw WorkspaceError("'\(field)' is a number: write \(field)>=\(value) or \(field)<=\(value)")
    }
    let values = try value.split(separator: ",").map { try id(of: String($0), field) }
    guard !values.isEmpty else { throw WorkspaceError("condition '\(text)': name a value behind '\(sign)'") }
    return .init(sign == "!=" ? .noneOf(field, values) : .anyOf(field, values))
  }

  private func split(_ text: String) -> (name: String, sign: String, value: String)? {
    guard let position = text.firstIndex(where: { "!<>=".contains($0) }) else { return nil }
    let rest = text[position...]
    guard let sign = ConditionReader.operators.first(where: rest.hasPrefix) else { return nil }
    return (String(text[..<position]), sign, String(rest.dropFirst(sign.count)))
  }

  private func range(_ sign: String, _ text: String, _ field: AttributeField) throws -> NumericRange {
    guard index.isNumeric(field) else {
      throw WorkspaceError("'\(field)' is no number: write \(field)=value or \(field)!=value")
    }
    let number =
      field == .postedAt ? Instant(iso8601: text).map { Double($0.milliseconds) } ?? Double(text) : Double(text)
    guard let number, number.isFinite else {
      let allowed = field == .postedAt ? "a time with a zone, 2015-03-01T00:00:00Z" : "a number"
      throw WorkspaceError("condition '\(field)\(sign)\(text)': '\(text)' is not \(allowed)")
    }
    return sign == ">=" ? NumericRange(lower: number) : NumericRange(upper: number)
  }

  /// A value as written, else folded as the index folds it.
  private func id(of text: String, _ field: AttributeField) throws -> ValueID {
    let place = field == .place ? gazetteer.resolve(text)?.displayName : nil
    for spelling in [text, Tokenizer().folded(text), place].compactMap({ $0 }) {
      if let id = try store.valueID(of: spelling, in: field) { return id }
    }
    // Enough to find a slip of the pen in a field that a person types; a million company names are not compared.
    let known = try store.vocabulary(field).values.prefix(20_000)
    let nearest = NearestName.of(text, among: Array(known)).map { "; did you mean '\($0)'?" } ?? ""
    throw WorkspaceError("no job has \(field) '\(text)'\(nearest)")
  }
}
