import Evaluation
import JobMarket
import LinkGraph
import VectorMath

/// What links may join: what is known of a career before a hire, and what is known of the 510 occupations.
///
/// Seekers' values come from a `HireHistory` and nothing else. An occupation's are itself, the groups of its SOC code and O*NET's
/// job zone and most telling skills and knowledge; no hire has a say in them.
package struct OccupationFields: Sendable {
  /// Values of one side: by field, rising, each with how much it counts.
  package typealias Strengths = [AttributeField: [(value: ValueID, strength: Double)]]

  static let pastOccupation = field("past_occupation")
  static let pastGroup = field("past_group")
  static let pastMajorGroup = field("past_major_group")
  static let previousAbility = field("previous_ability")
  static let group = field("group")
  static let majorGroup = field("major_group")
  static let zone = field("job_zone")
  static let ability = field("ability")
  package static let seekerFields: [AttributeField] = [
    pastOccupation, pastGroup, pastMajorGroup, previousAbility, .degree, .industry, .major,
  ]
  package static let jobFields: [AttributeField] = [.occupation, group, majorGroup, zone, ability]

  /// How many of the last jobs count.
  static let pastJobs = 8
  /// How many skills and fields of knowledge an occupation is known by.
  static let abilities = 3

  /// The values of each candidate, rising.
  package let jobs: [[AttributeField: [ValueID]]]
  /// Numbers of what is written: degrees, majors, industries.
  private let words: [AttributeField: [String: ValueID]]

  /// Numbers values; a word that no training hire has is no value.
  ///
  /// - Parameters:
  ///   - training: where degrees, majors and industries come from.
  ///   - codes: the SOC codes of each candidate, the first counts; empty where unknown.
  ///   - profiles: what O*NET says, if it is there.
  package init(training: [ObservedHire], codes: [[String]], profiles: OccupationProfiles?) {
    func numbers(_ value: KeyPath<HireHistory, String?>) -> [String: ValueID] {
      let words = Set(training.compactMap { $0.history[keyPath: value] }).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      return Dictionary(uniqueKeysWithValues: zip(words, 0...))
    }
    words = [
      .degree: numbers(\.degree), .major: numbers(\.major), .industry: numbers(\.previousIndustry),
    ]
    let first = codes.map { $0.first ?? "" }
    let (groups, majorGroups) = (OccupationFields.prefixes(first, 4), OccupationFields.prefixes(first, 2))
    let telling = profiles.map { OccupationFields.tellingAbilities($0.profiles.map(\.abilities)) }
    jobs = codes.indices.map { candidate in
      var values: [AttributeField: [ValueID]] = [.occupation: [ValueID(candidate)]]
      values[OccupationFields.group] = groups[candidate].map { [$0] }
      values[OccupationFields.majorGroup] = majorGroups[candidate].map { [$0] }
      values[OccupationFields.zone] = profiles?.profiles[candidate].zone.map { [ValueID($0.rounded())] }
      values[OccupationFields.ability] = telling?[candidate]
      return values
    }
  }

  /// What is known of a career, the n-th last job counting 1 / √n. O(jobs).
  package func seeker(_ history: HireHistory) -> Strengths {
    var sums: [AttributeField: [ValueID: Double]] = [:]
    for (place, job) in history.pastOccupations.suffix(OccupationFields.pastJobs).reversed().enumerated() {
      let strength = 1 / Double(place + 1).squareRoot()
      for (past, field) in [
        (OccupationFields.pastOccupation, AttributeField.occupation),
        (OccupationFields.pastGroup, OccupationFields.group),
        (OccupationFields.pastMajorGroup, OccupationFields.majorGroup),
      ] {
        for value in jobs[job][field] ?? [] { sums[past, default: [:]][value, default: 0] += strength }
      }
    }
    if let previous = history.previousOccupation, let abilities = jobs[previous][OccupationFields.ability] {
      for value in abilities {
        sums[OccupationFields.previousAbility, default: [:]][value] = 1 / Double(abilities.count)
      }
    }
    for (field, word) in [
      (AttributeField.degree, history.degree), (.major, history.major), (.industry, history.previousIndustry),
    ] {
      if let word, let value = words[field]?[word] { sums[field] = [value: 1] }
    }
    return sums.mapValues { sums in
      sums.sorted { $0.key < $1.key }.map { (value: $0.key, strength: $0.value) }
    }
  }

  private static func field(_ name: String) -> AttributeField {
    guard let field = AttributeField(name) else { preconditionFailure("'\(name)' is a field's name") }
    return field
  }

  /// The number of each code's beginning among all, rising; `nil` for a code that is shorter.
  private static func prefixes(_ codes: [String], _ length: Int) -> [ValueID?] {
    let prefixes = codes.map { $0.utf8.count > length ? String($0.prefix(length)) : nil }
    let numbers = Dictionary(
      uniqueKeysWithValues: zip(Set(prefixes.compactMap(\.self)).sorted(), ValueID(0)...ValueID.max))
    return prefixes.map { $0.flatMap { numbers[$0] } }
  }

  /// The abilities of each occupation that lie furthest above the mean of all, by at least half a standard deviation.
  private static func tellingAbilities(_ rows: [[Double]]) -> [[ValueID]?] {
    let known = rows.filter { !$0.isEmpty }
    guard let length = known.first?.count else { return rows.map { _ in nil } }
    let count = Double(known.count)
    let means = (0..<length).map { column in known.reduce(0) { $0 + $1[column] } / count }
    let deviations = (0..<length).map { column in
      (known.reduce(0) { $0 + ($1[column] - means[column]) * ($1[column] - means[column]) } / count).squareRoot()
    }
    return rows.map { row in
      let above = row.indices.filter { deviations[$0] > 0 }.map { ($0, (row[$0] - means[$0]) / deviations[$0]) }
      let telling = above.filter { $0.1 > 0.5 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(
        OccupationFields.abilities)
      return telling.isEmpty ? nil : telling.map { ValueID($0.0) }.sorted()
    }
  }
}
