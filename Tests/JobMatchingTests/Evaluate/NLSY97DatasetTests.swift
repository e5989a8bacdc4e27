import Evaluation
import Foundation
import JobMatching
import MarketStorage
import Testing
import VectorMath

@Suite("The NLSY97 hires as the next-occupation protocol wants them")
struct NLSY97DatasetTests {
  @Test("Codes become candidates by rising code, histories and labels are read")
  func reading() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.nlsy97(in: folder)
    let dataset = try NLSY97Dataset(data: folder.url)
    #expect(dataset.occupations == [10, 50, 4110, 4760, 9830])
    #expect(dataset.hires.count == 120)
    let third = dataset.hires[6]  // person 1, third job: codes 4110, 9830, 50
    #expect(third.occupation == 1)
    #expect(
      third.history
        == HireHistory(
          pastOccupations: [2, 4], previousIndustry: "Core", degree: "HS/GED", major: third.history.major,
          region: "South",
          year: 2015, sequence: 2))
    #expect(dataset.hires[5].history.region == nil)
    #expect(dataset.hires[4].history.previousIndustry == nil && dataset.hires[4].history.previousOccupation == nil)
    #expect(dataset.groups.map(\.attribute) == ["gender", "race"])
    #expect(
      Array(dataset.groups[0].labels[0..<9]) == ["Men", "Men", "Men", "Men", "Women", "Women", "Women", "Women", ""])
  }

  @Test("A report tells changers, genders and races apart")
  func reporting() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.nlsy97(in: folder)
    let report = try Evaluator(seed: 1, resamples: 100).nlsy97(data: folder.url)
    let names = Set(report.lines.map { $0.metric.split(separator: "/").dropFirst().joined() })
    #expect(names == ["", "changers", "gender=Men", "gender=Women", "race=Other", "race=White"])
    let (all, women) = (
      report.line("popularity", .recall(1)), report.line("popularity", .recall(1), subset: "gender=Women")
    )
    #expect(try #require(women).n > 0 && women?.n ?? 0 < all?.n ?? 0)
  }

  @Test("What a model may not know changes no ranking: all other columns are permuted between the rows")
  func forbiddenColumns() throws {
    let folder = try TemporaryFolder()
    let rows = DatasetFixtures.hires()
    try DatasetFixtures.nlsy97(in: folder, hires: rows)
    let honest = try Self.ranks(folder.url)
    let other = try TemporaryFolder()
    try DatasetFixtures.nlsy97(
      in: other, hires: Self.permutingForbidden(rows, columns: DatasetFixtures.hireColumns, seed: 4))
    #expect(try Self.ranks(other.url) == honest)
    // A test that permuted nothing, or ranks that nothing changes, would pass as well.
    #expect(try NLSY97Dataset(data: other.url).groups[0].labels != NLSY97Dataset(data: folder.url).groups[0].labels)
    var altered = rows
    let past = try ["past_occs", "prev_occ"].map { try #require(DatasetFixtures.hireColumns.firstIndex(of: $0)) }
    for index in altered.indices where !altered[index][past[0]].isEmpty {
      for column in past { altered[index][column] = String(DatasetFixtures.codes[index % 5]) }
    }
    try DatasetFixtures.nlsy97(in: other, hires: altered)
    #expect(try Self.ranks(other.url) != honest)
  }

  @Test(
    "The same on the real file, whose published figures are met within 0.015", .enabled(if: DatasetFixtures.real != nil)
  )
  func realFile() throws {
    let data = try #require(DatasetFixtures.real)
    let folder = try TemporaryFolder()
    let columns = DatasetFixtures.hireColumns
    var rows: [[String]] = []
    try TableFile(file: data.appending(path: "nlsy97/hires.csv.gz").path).read(columns: columns) { fields, _ in
      rows.append(fields)
    }
    try DatasetFixtures.table(
      [columns] + Self.permutingForbidden(rows, columns: columns, seed: 5), "nlsy97/hires.csv", in: folder)
    try FileManager.default.copyItem(
      at: data.appending(path: "nlsy97/occupations_census2002.csv"),
      to: folder.file("nlsy97/occupations_census2002.csv"))
    try FileManager.default.createSymbolicLink(
      at: folder.file("onet"), withDestinationURL: data.appending(path: "onet"))
    #expect(try Self.ranks(folder.url) == Self.ranks(data))
    let report = try Evaluator(seed: 1, resamples: 100).nlsy97(data: data)
    let published: [(String, [Double], changers: Double)] = [
      ("popularity", [0.022, 0.176, 0.484, 0.074], 0.185),
      ("same occupation, then popularity", [0.209, 0.346, 0.597, 0.255], 0.172),
      ("Markov on previous occupation", [0.181, 0.398, 0.651, 0.255], 0.255),
      ("Markov on 4-job history + degree", [0.177, 0.439, 0.705, 0.265], 0.308),
    ]
    for (model, figures, changers) in published {
      for (metric, figure) in zip([Metric.recall(1), .recall(10), .recall(50), .meanReciprocalRank], figures) {
        let line = try #require(report.line(model, metric))
        #expect(abs(line.value - figure) < 0.015 && line.n == 7408, "\(model) \(metric): \(line.value)")
      }
      let line = try #require(report.line(model, .recall(10), subset: "changers"))
      #expect(abs(line.value - changers) < 0.015 && line.n == 5868)
    }
  }

  @Test("With O*NET beside it there are rows of entities, permuted columns or not; without, a note says why not")
  func entities() throws {
    let folder = try TemporaryFolder()
    let rows = DatasetFixtures.hires()
    try DatasetFixtures.nlsy97(in: folder, hires: rows)
    let plain = try Evaluator(seed: 1, resamples: 100).nlsy97(data: folder.url)
    #expect(plain.models.count == 5 && plain.notes.contains { $0.contains("has no onet") })
    try DatasetFixtures.joinedToONET(folder)
    let report = try Evaluator(seed: 1, resamples: 100).nlsy97(data: folder.url)
    #expect(report.models.map(\.name).suffix(2) == ["entities + TF-IDF", "Markov, tuned + entities"])
    // The last stands in no list of codes and is found by its title.
    #expect(report.notes == ["5 of 5 occupations are joined to O*NET"])
    #expect(report.lines.prefix(plain.lines.count) == plain.lines[...])
    let honest = try Self.ranks(folder.url)
    let permuted = Self.permutingForbidden(rows, columns: DatasetFixtures.hireColumns, seed: 6)
    try DatasetFixtures.table([DatasetFixtures.hireColumns] + permuted, "nlsy97/hires.csv", in: folder)
    #expect(try Self.ranks(folder.url) == honest && honest.count == 7)
  }

  @Test("What is missing or unusable is named, with its place")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    func message(_ column: String? = nil, _ value: String = "") throws -> String {
      var rows = DatasetFixtures.hires()
      if let column, let index = DatasetFixtures.hireColumns.firstIndex(of: column) { rows[1][index] = value }
      try DatasetFixtures.nlsy97(in: folder, hires: rows)
      return #expect(throws: WorkspaceError.self) { try NLSY97Dataset(data: folder.url) }?.description ?? ""
    }
    #expect(try message("occ", "77").contains("hires.csv:3: occ is '77', allowed is a code of occupations_census2002"))
    #expect(try message("hire_year", "soon").contains("hires.csv:3: hire_year is 'soon', allowed is a whole number"))
    #expect(try message("prev_occ", "50").contains("hires.csv:3: prev_occ is '50', allowed is the last of past_occs"))
    #expect(try message("past_occs", "1|2").contains("hires.csv:3: past_occs is '1'"))
    var columns = DatasetFixtures.hireColumns
    columns[columns.count - 6] = "sex"
    try DatasetFixtures.nlsy97(in: folder, columns: columns)
    let error = #expect(throws: WorkspaceError.self) { try NLSY97Dataset(data: folder.url) }
    #expect(error?.description.contains("hires.csv:1: has no column 'gender'") ?? false)
    #expect(error?.description.contains("Guides/Data.md") ?? false)
    try DatasetFixtures.table([["census2002"], ["10"], ["10"]], "nlsy97/occupations_census2002.csv", in: folder)
    let twice = #expect(throws: WorkspaceError.self) { try NLSY97Dataset(data: folder.url) }
    #expect(twice?.description.contains("occupations_census2002.csv:3: census2002 is '10'") ?? false)
  }

  /// The place of every answer by every model.
  static func ranks(_ data: URL) throws -> [[Int]] {
    let dataset = try NLSY97Dataset(data: data)
    let split = NextOccupationProtocol().split(dataset.hires, for: .test)
    #expect(split.cases.count > 10)
    let ranking = FullRanking(neutralOrder: Array(dataset.occupations.indices))
    return NextOccupationModels.all(
      training: split.training, candidateCount: dataset.occupations.count, profiles: dataset.profiles
    ).map { ranking.ranks(of: split.cases, by: $0) }
  }

  /// Rows whose forbidden values belong to other rows, each column in an order of its own.
  static func permutingForbidden(_ rows: [[String]], columns: [String], seed: UInt64) -> [[String]] {
    var rows = rows
    for (index, column) in columns.enumerated() where !DatasetFixtures.permitted.contains(column) {
      var random = SeededRandom(seed: seed).split(UInt64(index))
      var values = rows.map { $0[index] }
      random.shuffle(&values)
      for row in rows.indices { rows[row][index] = values[row] }
    }
    return rows
  }
}
