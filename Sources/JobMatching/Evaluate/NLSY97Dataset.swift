import Evaluation
import Foundation

/// The hires of the NLSY97 survey as the next-occupation protocol wants them.
///
/// Read from `nlsy97/hires` and `nlsy97/occupations_census2002` of a data folder. Of the hires' 26 columns, nine are read for
/// the models (the eight permitted inputs and the answer) and two for the report (gender and race); the latter never enter
/// an `ObservedHire`. Where the folder has O*NET, the occupations are joined to it by their SOC codes.
package struct NLSY97Dataset: Sendable {
  /// The Census 2002 codes of all occupations in the list, rising: the candidates, and the neutral order of ties.
  package let occupations: [Int]
  /// The hires, in the order of the file.
  package let hires: [ObservedHire]
  /// Who was hired, a label a hire by attribute, empty where unknown: for the report alone.
  package let groups: [(attribute: String, labels: [String])]
  /// What O*NET says of the occupations; `nil` where the folder has no O*NET.
  package let profiles: OccupationProfiles?
  /// What a reader of its figures should know.
  package let notes: [String]

  /// Reads the files.
  ///
  /// All occupations of the list are candidates, also those into which nobody was hired: who knows the hires of the test
  /// years alone could leave these out.
  ///
  /// - Throws: `WorkspaceError` that names the file, the line and what is missing.
  package init(data: URL, progress: @escaping StageProgress.Handler = { _ in }) throws {
    let folder = DatasetFolder("nlsy97", in: data, progress: progress)
    let occupations = try NLSY97Dataset.occupations(folder)
    let codes = OccupationCodes(occupations)
    var hires: [ObservedHire] = []
    try folder.read("hires", columns: HireColumns.all) { fields throws(UnusableField) in
      hires.append(try HireColumns(fields: fields).hire(codes))
    }
    var labels = [("gender", [String]()), ("race", [String]())]
    try folder.read("hires", columns: labels.map(\.0)) { fields in
      for index in labels.indices { labels[index].1.append(fields[index]) }
    }
    (self.occupations, self.hires) = (occupations, hires)
    groups = labels.map { (attribute: $0.0, labels: $0.1) }
    let known = try NLSY97Occupations(occupations, data: data, progress: progress)
    profiles = known?.profiles
    notes = [
      known.map { "\($0.joined) of \(occupations.count) occupations are joined to O*NET" }
        ?? NLSY97Occupations.absence
    ]
  }

  private static func occupations(_ folder: DatasetFolder) throws -> [Int] {
    var codes: Set<Int> = []
    try folder.read("occupations_census2002", columns: ["census2002"]) { fields throws(UnusableField) in
      guard let code = Int(fields[0]), codes.insert(code).inserted else {
        throw UnusableField(column: "census2002", found: fields[0], allowed: "a whole number that stands once")
      }
    }
    return codes.sorted()
  }
}

/// Census codes as numbers of candidates.
private struct OccupationCodes {
  private let numbers: [Int: Int]

  init(_ codes: [Int]) {
    numbers = Dictionary(uniqueKeysWithValues: zip(codes, 0...))
  }

  func number(_ text: some StringProtocol, column: String) throws(UnusableField) -> Int {
    guard let number = Int(text).flatMap({ numbers[$0] }) else {
      throw UnusableField(column: column, found: String(text), allowed: "a code of occupations_census2002")
    }
    return number
  }
}

/// One row of the hires: the answer and the permitted inputs.
private struct HireColumns {
  static let all = [
    "occ", "past_occs", "prev_occ", "prev_ind", "degree_at_hire", "major_at_hire", "region", "hire_year", "seq",
  ]
  let fields: [String]

  func hire(_ codes: OccupationCodes) throws(UnusableField) -> ObservedHire {
    var past: [Int] = []
    for code in fields[1].split(separator: "|") { past.append(try codes.number(code, column: "past_occs")) }
    let previous = fields[2].isEmpty ? nil : try codes.number(fields[2], column: "prev_occ")
    guard previous == past.last else {
      throw UnusableField(column: "prev_occ", found: fields[2], allowed: "the last of past_occs, '\(fields[1])'")
    }
    let history = HireHistory(
      pastOccupations: past, previousIndustry: known(3), degree: known(4), major: known(5), region: known(6),
      year: try wholeNumber(7), sequence: try wholeNumber(8))
    return ObservedHire(history: history, occupation: try codes.number(fields[0], column: "occ"))
  }

  private func known(_ index: Int) -> String? {
    fields[index].isEmpty || fields[index] == "Missing" ? nil : fields[index]
  }

  private func wholeNumber(_ index: Int) throws(UnusableField) -> Int {
    guard let number = Int(fields[index]) else {
      throw UnusableField(column: Self.all[index], found: fields[index], allowed: "a whole number")
    }
    return number
  }
}
