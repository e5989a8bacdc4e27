import EntityStandardization
import JobMarket
import Retrieval

/// What a job and a seeker have in common as entities, and what the job has besides; empty where nothing is standardized.
///
/// Labels are those of the taxonomies, each once, groups left out.
public struct EntityMatch: Sendable, Equatable {
  /// The job's occupations.
  public var occupations: [String] = []
  /// Those that the seeker's history or profile has too.
  public var sameOccupations: [String] = []
  /// Those that stand beside one of the seeker's: `Registered Nurses (of Nursing Assistants)`.
  public var relatedOccupations: [String] = []
  /// Skills that history or profile has too, the one that says most first.
  public var sharedSkills: [String] = []
  /// Skills of the job that history and profile lack, the rarest first.
  public var missingSkills: [String] = []

  /// Nothing in common.
  public init() {}

  /// How many names a sentence holds.
  static let readable = 5

  /// What the seeker lacks, in words.
  var missing: [String] {
    var missing: [String] = []
    if sameOccupations.isEmpty, !occupations.isEmpty {
      missing.append("occupation not in the profile: \(EntityMatch.few(occupations))")
    }
    if !missingSkills.isEmpty { missing.append("skills not in the profile: \(EntityMatch.few(missingSkills))") }
    return missing
  }

  private static func few(_ names: [String]) -> String {
    names.prefix(readable).joined(separator: ", ")
      + (names.count > readable ? " and \(names.count - readable) more" : "")
  }
}

/// What a seeker brings in entities, field by field, with the words to explain it.
struct SeekerEntities: Sendable {
  /// The values of each field that the index and the seeker have.
  var interests: [AttributeField: EntityInterest] = [:]
  /// How they are called.
  var columns: [AttributeField: IndexedEntities] = [:]

  /// The name of a value in an explanation: why it counts.
  func name(_ field: AttributeField, _ id: ValueID) -> String {
    guard let column = columns[field] else { return "\(field) \(id)" }
    let label = column.label(id)
    if let origin = interests[field]?.origins[id] { return "related \(field): \(label) (of \(column.label(origin)))" }
    if column.concept(id)?.isGroup == true { return "same group: \(label)" }
    return field == .skill ? "shared skill: \(label)" : "same \(field): \(label)"
  }

  /// What a job shares with the seeker, and what not.
  func match(of key: JobKey, in index: JobIndex) -> EntityMatch {
    var match = EntityMatch()
    if let (column, interest, values) = entities(of: key, .occupation, index) {
      match.occupations = labels(values, column)
      match.sameOccupations = labels(values.filter { interest.own.contains($0) }, column)
      match.relatedOccupations = labels(values.filter { interest.origins[$0] != nil }, column) { id in
        "\(column.label(id)) (of \(interest.origins[id].map(column.label) ?? ""))"
      }
    }
    if let (column, interest, values) = entities(of: key, .skill, index) {
      let rarest = values.map { (id: $0, rarity: column.rarity($0) ?? 0) }
        .sorted { ($1.rarity, $0.id) < ($0.rarity, $1.id) }.map(\.id)
      let shared = rarest.filter { interest.own.contains($0) }
      match.sharedSkills = labels(
        shared.sorted { (interest.weights[$1] ?? 0, $0) < (interest.weights[$0] ?? 0, $1) }, column)
      let known = Set(match.sharedSkills.map { Tokenizer().folded($0) })
      match.missingSkills = labels(rarest.filter { !interest.own.contains($0) }, column)
        .filter { !known.contains(Tokenizer().folded($0)) }
    }
    return match
  }

  /// A job's entities of a field, without groups.
  private func entities(
    of key: JobKey, _ field: AttributeField, _ index: JobIndex
  ) -> (IndexedEntities, EntityInterest, [ValueID])? {
    guard let column = columns[field], let interest = interests[field] else { return nil }
    return (
      column, interest,
      index.values(of: key, field: field).filter { column.concept($0).map { !$0.isGroup } ?? false }
    )
  }

  /// Names in the order given; two taxonomies often have one name.
  private func labels(
    _ ids: [ValueID], _ column: IndexedEntities, _ label: ((ValueID) -> String)? = nil
  ) -> [String] {
    var seen: Set<String> = []
    return ids.map { label?($0) ?? column.label($0) }.filter { seen.insert(Tokenizer().folded($0)).inserted }
  }
}
