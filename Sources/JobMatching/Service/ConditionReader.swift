import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// Reads conditions as people write them: `field=value,value`, `field!=value`, `pay>=30000`, `pay<=60000`,
/// `occupation=software developer`.
struct ConditionReader {
  let index: JobIndex
  let vocabulary: LiveVocabulary
  let gazetteer: PlaceGazetteer
  /// What values of taxonomies are called, where the index has entities.
  var taxonomies: TaxonomyBook?

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
    let values = try value.split(separator: ",").flatMap { try ids(of: String($0), field) }
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

  /// The values that a text means: as it is spelled, else by a label of a taxonomy. A group means everything below it.
  private func ids(of text: String, _ field: AttributeField) throws -> [ValueID] {
    let known = try vocabulary.values(of: field)
    let spelled = try ids(spelled: text, field, known)
    if !spelled.isEmpty { return spelled }
    let labelled = labelledIDs(of: text, field, known)
    if !labelled.isEmpty { return labelled }
    throw WorkspaceError("no job has \(field) '\(text)'\(advice(for: text, field, known))")
  }

  /// The values that a text spells: as written, else folded as the index folds it, else as the name of a place, or in another
  /// spelling of an enumeration (`FULL_TIME` for `fullTime`).
  func ids(
    spelled text: String, _ field: AttributeField, _ known: [(id: ValueID, value: String)]
  ) throws -> [ValueID] {
    let place = field == .place ? gazetteer.resolve(text)?.displayName : nil
    let company = field == .company ? CompanyName.folded(text) : nil
    for spelling in [text, Tokenizer().folded(text), place, company].compactMap({ $0 }) {
      if let id = try vocabulary.id(of: spelling, in: field) { return [id] }
    }
    guard ConditionReader.enumerations.contains(field) else { return [] }
    let wanted = ConditionReader.letters(text)
    return wanted.isEmpty ? [] : known.filter { ConditionReader.letters($0.value) == wanted }.map(\.id)
  }

  private static let enumerations: Set<AttributeField> = [.employmentType, .remote, .seniority]

  private static func letters(_ text: String) -> String {
    String(text.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The values of concepts that bear a label, and of all below them. O(concepts + values × ancestors).
  private func labelledIDs(
    of text: String, _ field: AttributeField, _ known: [(id: ValueID, value: String)]
  ) -> [ValueID] {
    guard let taxonomies, !ConditionReader.label(text).isEmpty else { return [] }
    let meant = concepts(labelled: text, field).union([text])
    return known.filter { _, value in
      meant.contains(value) || taxonomies.ancestors(of: value, in: field).contains(where: meant.contains)
    }.map(\.id)
  }

  /// The values of concepts that bear a label, whether or not a job has them. O(concepts).
  func concepts(labelled text: String, _ field: AttributeField) -> Set<String> {
    let wanted = ConditionReader.label(text)
    guard let taxonomies, !wanted.isEmpty else { return [] }
    var meant: Set<String> = []
    for taxonomy in taxonomies.taxonomies where taxonomy.field == field {
      for (position, concept) in taxonomy.concepts.enumerated()
      where ([concept.label] + concept.alternateLabels).contains(where: { ConditionReader.label($0) == wanted }) {
        meant.insert(taxonomy.value(at: position))
      }
    }
    return meant
  }

  /// A label as it is compared: `C`, `C++` and `C#` stay apart.
  private static func label(_ text: String) -> String {
    Tokenizer().folded(text) + text.filter { $0 == "+" || $0 == "#" }
  }

  private func advice(for text: String, _ field: AttributeField, _ known: [(id: ValueID, value: String)]) -> String {
    nearest(to: text, field, known).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The nearest value or label. Enough are compared to find a slip of the pen in a field that a person types; a million
  /// company names are not.
  func nearest(to text: String, _ field: AttributeField, _ known: [(id: ValueID, value: String)]) -> String? {
    NearestName.of(
      text, among: known.prefix(20_000).map { taxonomies?.label(of: $0.value, in: field) ?? $0.value })
  }
}
