import Evaluation
import Foundation
import JobMatching
import Testing

/// A small ESCO and titles of it.
enum TitleFixtures {
  static let occupations = [
    ("aa", "nurse", "ward nurse"), ("bb", "software developer", "programmer\ncoder"), ("cc", "cook", "chef"),
    ("dd", "sales manager", "head of sales"),
  ]

  static func uri(_ id: String) -> String { "http://data.europa.eu/esco/occupation/\(id)" }

  static let titles: [[String]] = (0..<10).flatMap { number in
    [
      ["\(number)0", "Ward Nurse \(["Penang", "KL"][number % 2]) x\(number)y", uri("aa")],
      ["\(number)1", "JAVA Programmer team \(Character(UnicodeScalar(97 + number)!))z", uri("bb")],
      ["\(number)2", "kitchen hero shift \(Character(UnicodeScalar(97 + number)!))z", uri("dd")],
    ]
  }

  static func data(in folder: TemporaryFolder, titles: [[String]] = titles) throws {
    try DatasetFixtures.table(
      [["ID", "CODE", "PREFERREDLABEL"], ["k1", "2", "Professionals"], ["k2", "22", "Health"]], "esco/ISCOGroups.csv",
      in: folder)
    try DatasetFixtures.table(
      [["ORIGINURI", "ID", "ISCOGROUPCODE", "PREFERREDLABEL", "ALTLABELS", "DESCRIPTION"]]
        + occupations.map { [uri($0.0), "o-\($0.0)", "22", $0.1, $0.2, "Does the work of a \($0.1)."] },
      "esco/occupations.csv", in: folder)
    try DatasetFixtures.table(
      [["PARENTID", "CHILDID"], ["k1", "k2"]] + occupations.map { ["k2", "o-\($0.0)"] },
      "esco/occupations_hierarchy.csv",
      in: folder)
    try DatasetFixtures.table(
      [
        ["id", "description", "hierarchy_levels", "type"],
        ["s1", "java", "[['S', 'S1', None, None]]", "preferredLabel"],
      ],
      "esco/esco_v1.1.1_skills_ojd.csv", in: folder)
    try DatasetFixtures.table(
      [
        ["ORIGINURI", "CODE", "PREFERREDLABEL"], ["http://x/S", "S", "skills"], ["http://x/S1", "S1", "more skills"],
      ],
      "esco/skillGroups.csv", in: folder)
    try DatasetFixtures.table(
      [["PARENTID", "CHILDID"]], "esco/skills_hierarchy.csv", in: folder)
    try DatasetFixtures.table([["PARENTID", "CHILDID"]], "esco/skill_skill_relations.csv", in: folder)
    try DatasetFixtures.table(
      [["concept_uri", "onet_code", "onet_occupation", "confidence"]], "esco/esco_onet_crosswalk_Nov2020.csv",
      in: folder)
    try DatasetFixtures.table([["", "vacancyTitle", "conceptUri"]] + titles, "jobbert/titles.csv", in: folder)
  }
}

@Suite("Titles judged: evaluate standardize")
struct StandardizeTitlesTests {
  private let evaluator = Evaluator(seed: 1, resamples: 50)

  @Test("The data folder's own titles: every model, learned ones in folds, the same report twice")
  func own() throws {
    let folder = try TemporaryFolder()
    try TitleFixtures.data(in: folder)
    let report = try evaluator.standardizeTitles(data: folder.url)
    #expect(report.protocol == "standardize/titles")
    #expect(
      report.models.map(\.name) == [
        "exact label", "n-gram TF-IDF", "jobmatch labels", "jobmatch labels + corpus", "jobmatch learned",
      ])
    #expect(report.parts.map(\.n) == [30, 30])
    // No label says what a kitchen hero is; other heroes do.
    let labels = try #require(report.line("jobmatch labels", .recall(1)))
    let learned = try #require(report.line("jobmatch learned", .recall(1)))
    #expect(labels.value < 1 && learned.value == 1, "\(labels.value) \(learned.value)")
    #expect(try evaluator.standardizeTitles(data: folder.url) == report)
    // The file named by its path is the same file.
    #expect(try evaluator.standardizeTitles(data: folder.url, titles: folder.file("jobbert/titles.csv")) == report)
  }

  @Test("Another file: learned on the data folder's titles, with a part for titles that are new")
  func other() throws {
    let folder = try TemporaryFolder()
    try TitleFixtures.data(in: folder)
    let file = try folder.write(
      "title,note,uri\nKitchen Hero,x,\(TitleFixtures.uri("dd"))\n\(TitleFixtures.titles[0][1].uppercased()),,\(TitleFixtures.uri("aa"))\n"
        + "Astronaut,,\(TitleFixtures.uri("nowhere"))\n,,\(TitleFixtures.uri("aa"))\n", "other.csv")
    let report = try evaluator.standardizeTitles(data: folder.url, titles: file)
    #expect(report.parts.map(\.name) == ["", "new", "distinct", "unknown"])
    #expect(report.parts.map(\.n) == [4, 3, 4, 1])
    // An unknown URI is a miss for every model, and stays in the figures over all cases.
    for model in report.models {
      #expect(try #require(report.line(model.name, .recall(1), subset: "unknown")).value == 0)
      // Behind all four that are known.
      #expect(try #require(report.line(model.name, .meanReciprocalRank, subset: "unknown")).value == 0.2)
      #expect(try #require(report.line(model.name, .recall(1))).n == 4)
    }
  }

  @Test(
    "Bad files say where and what",
    arguments: [
      ("title,url\na,b\n", "has no column conceptUri or uri; columns: title, url"),
      ("x,uri\na,b\n", "has no column vacancyTitle or title"), ("title,uri\n", "holds no title"),
      ("title,uri\na,b\nc,\n", "bad.csv:3: uri is ''"), ("title,uri\na\n", "bad.csv:2"), ("", "is empty"),
      ("title,uri\n\"a,b\n", "bad.csv:2"),
    ])
  func badFiles(text: String, expected: String) throws {
    let folder = try TemporaryFolder()
    try TitleFixtures.data(in: folder)
    let file = try folder.write(text, "bad.csv")
    let error = #expect(throws: WorkspaceError.self) {
      try evaluator.standardizeTitles(data: folder.url, titles: file)
    }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }

  @Test("Missing files are named")
  func missing() throws {
    let folder = try TemporaryFolder()
    try TitleFixtures.data(in: folder)
    #expect(throws: WorkspaceError.self) {
      try evaluator.standardizeTitles(data: folder.url, titles: folder.file("nowhere.csv"))
    }
    try FileManager.default.removeItem(at: folder.file("jobbert"))
    let error = #expect(throws: WorkspaceError.self) { try evaluator.standardizeTitles(data: folder.url) }
    #expect(error?.description.contains("Guides/Data.md") == true)
  }

  @Test("Hostile titles are judged like others")
  func hostile() throws {
    let folder = try TemporaryFolder()
    let titles = ["👩‍⚕️", "مدير", "看護師", "<b>x</b>", "\u{1}\u{7}", String(repeating: "nurse ", count: 20_000)]
    try TitleFixtures.data(in: folder, titles: TitleFixtures.titles + titles.map { ["", $0, TitleFixtures.uri("aa")] })
    #expect(try evaluator.standardizeTitles(data: folder.url).parts.first?.n == 36)
  }
}

@Suite("Series judged: evaluate standardize")
struct StandardizeSeriesTests {
  private static let columns = ["position_title", "occupation_series"]
  private static let rows: [[String]] = (0..<60).flatMap { number in
    [
      ["Contract Specialist x\(Character(UnicodeScalar(97 + number % 26)!))\(number / 26)q", "1102 - Contracting"],
      ["Nurse Practitioner y\(Character(UnicodeScalar(97 + number % 26)!))q", "0610 - Nurse|0602 - Medical Officer"],
    ]
  }

  @Test("Titles of one spelling stay on one side, and the learned model beats the majority")
  func report() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.table([Self.columns] + Self.rows, "postings/usajobs_2024_2025.csv", in: folder)
    let report = try Evaluator(seed: 1, resamples: 50).standardizeSeries(data: folder.url)
    #expect(report.protocol == "standardize/series")
    #expect(report.models.map(\.name) == ["majority", "n-gram TF-IDF", "nearest title", "jobmatch learned"])
    let majority = try #require(report.line("majority", .recall(1)))
    let learned = try #require(report.line("jobmatch learned", .recall(1)))
    #expect(majority.value < 1 && learned.value == 1)
    let tune = try Evaluator(seed: 1, resamples: 50, part: .tune).standardizeSeries(data: folder.url)
    #expect(tune.parts[0].n != report.parts[0].n)
  }

  @Test("A row without a series is named, and so is a file with too few titles")
  func bad() throws {
    let folder = try TemporaryFolder()
    try DatasetFixtures.table([Self.columns, ["A", " | "]], "postings/usajobs_2024_2025.csv", in: folder)
    let error = #expect(throws: WorkspaceError.self) { try Evaluator(seed: 1).standardizeSeries(data: folder.url) }
    #expect(error?.description.contains("usajobs_2024_2025.csv:2: occupation_series is ' | '") == true)
    try DatasetFixtures.table([Self.columns, ["A", "1"]], "postings/usajobs_2024_2025.csv", in: folder)
    #expect(throws: WorkspaceError.self) { try Evaluator(seed: 1).standardizeSeries(data: folder.url) }
  }
}
