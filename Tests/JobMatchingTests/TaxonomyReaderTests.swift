import EntityStandardization
import Foundation
import JobMarket
import JobMatching
import Testing

/// Small folders in the form of the published taxonomies.
enum TaxonomyFixtures {
  static func onet(in folder: TemporaryFolder, replacing files: [String: String] = [:]) throws {
    let code = "O*NET-SOC Code"
    let contents = [
      "Occupation_Data.txt":
        "\(code)\tTitle\n11-1011.00\tChief Executives\n15-1252.00\tSoftware Developers\n15-1252.01\tGame Developers\n",
      "Alternate_Titles.txt":
        "\(code)\tAlternate Title\tShort Title\n11-1011.00\tChief Executive Officer (CEO)\tCEO\n15-1252.00\tProgrammer (Java)\tn/a\n",
      "Sample_of_Reported_Titles.txt":
        "\(code)\tReported Job Title\n11-1011.00\tChief Executive Officer (CEO)\n15-1252.00\tSoftware Developers\n",
      "Technology_Skills.txt":
        "\(code)\tExample\tCommodity Code\tCommodity Title\tHot Technology\n15-1252.00\tC++\t43232402\tDevelopment software\tY\n15-1252.00\tC++\t43232405\tObject software\tY\n11-1011.00\tStructured query language SQL\t43232306\tQuery software\tN\n15-1252.00\tMicrosoft Excel\t43232110\tSpreadsheets\tY\n15-1252.01\tmicrosoft excel\t43232110\tSpreadsheets\tN\n",
      "Skills_IM_LV.csv": "Element ID,Element Name\n2.A.1.a,Reading Comprehension\n2.A.1.a,Reading Comprehension\n",
      "Knowledge_IM_LV.csv": "Element ID,Element Name\n2.C.10,Transportation\n",
      "Related_Occupations.txt":
        "\(code)\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n15-1252.00\t15-1252.01\tSupplemental\t11\n15-1252.00\t11-1011.00\tPrimary-Short\t1\n",
    ].merging(files) { $1 }
    for (name, text) in contents { try folder.write(text, name) }
  }
}

@Suite("Taxonomy readers") struct TaxonomyReaderTests {
  @Test func onetGivesOccupationsSkillsAndLinks() throws {
    let folder = try TemporaryFolder()
    try TaxonomyFixtures.onet(in: folder)
    let onet = try ONETTaxonomy(folder: folder.url)
    #expect(
      onet.occupations.concepts.map(\.id) == [
        "11", "15", "11-1011", "15-1252", "11-1011.00", "15-1252.00", "15-1252.01",
      ])
    #expect(onet.occupations.concepts[4].alternateLabels == ["Chief Executive Officer", "CEO"])
    #expect(onet.occupations.concepts[5].alternateLabels == ["Programmer (Java)"])
    #expect(onet.related["15-1252.00"]?.map(\.occupation) == ["11-1011.00", "15-1252.01"])
    let skills = onet.skills.concepts.filter { !$0.isGroup }
    #expect(
      skills.map(\.id) == [
        "2.A.1.a", "2.C.10", "c-plus-plus", "structured-query-language-sql", "microsoft-excel", "microsoft-excel-2",
      ])
    #expect(skills[2].parents == ["commodity-43232402", "commodity-43232405"])
    #expect(skills[3].alternateLabels == ["Structured query language", "SQL"])
    #expect(onet.technologies["15-1252.00"]?.map(\.skill) == ["c-plus-plus", "microsoft-excel"])
  }

  @Test(arguments: [
    ("Alternate_Titles.txt", "O*NET-SOC Code\tTitel\n", "has no column 'Alternate Title'"),
    ("Occupation_Data.txt", "O*NET-SOC Code\tTitle\n15-12\tX\n", "Occupation_Data.txt:2: O*NET-SOC Code is '15-12'"),
    ("Occupation_Data.txt", "", "is empty"),
    (
      "Related_Occupations.txt",
      "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n15-1252.00\t99-9999.00\tSupplemental\t1\n",
      "Related_Occupations.txt:2"
    ),
  ])
  func badONETFilesAreNamed(file: String, text: String, expected: String) throws {
    let folder = try TemporaryFolder()
    try TaxonomyFixtures.onet(in: folder, replacing: [file: text])
    let error = #expect(throws: WorkspaceError.self) { try ONETTaxonomy(folder: folder.url) }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("id,label\n", "has no column 'alternates'"),
    ("id,label,alternates,parent,group\n", "holds no concept"),
    ("", "is empty"),
    ("id,label,alternates,parent,group\na,A,,,\na,B,,,\n", "mine.csv:3: the id 'a' stands in line 2"),
    ("id,label,alternates,parent,group\na,Java,,,\nb,JAVA,,,\n", "mine.csv:3: the label 'JAVA' stands in line 2"),
    ("id,label,alternates,parent,group\na,A,,x,\n", "mine.csv:2: the parent 'x'"),
    (
      "id,label,alternates,parent,group\nc,C,,a,\na,A,,b,\nb,B,,a,\n",
      "mine.csv:3: a concept stands above itself: a ⊂ b ⊂ a"
    ),
    ("id,label,alternates,parent,group\na,A,,,perhaps\n", "mine.csv:2: group is 'perhaps'"),
    ("id,label,alternates,parent,group\na b,A,,,\n", "mine.csv:2: id is 'a b'"),
    ("id,label,alternates,parent,group\na, ,,,\n", "mine.csv:2: label is ' '"),
  ])
  func badOwnFilesAreNamed(text: String, expected: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, "mine.csv")
    let error = #expect(throws: WorkspaceError.self) { try CSVTaxonomy(file: file, field: .skill) }
    #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
  }

  @Test func aBookComesBackAsWritten() throws {
    let folder = try TemporaryFolder()
    try TaxonomyFixtures.onet(in: folder)
    let file = try folder.write(
      "id,label,alternates,parent,group\njava,\"a\\b\tc\nd\",J|K,prog,\nprog,Programming,,,1\n", "mine.csv")
    let sources = try ["onet=\(folder.url.path)", "skill=\(file.path)"].map { try TaxonomySource(parsing: $0) }
    let book = try TaxonomyBook(reading: sources)
    let files = try TemporaryFolder()
    try TaxonomyFiles.write(book, to: files.url)
    let back = try TaxonomyFiles.read(from: files.url)
    #expect(back.taxonomies.map(\.concepts) == book.taxonomies.map(\.concepts))
    #expect(back.related == book.related)
    #expect(back.technologies == book.technologies)
    #expect(back.label(of: "mine:java", in: .skill) == "a\\b\tc\nd")
    #expect(back.ancestors(of: "onet:15-1252.00", in: .occupation) == ["onet:15-1252", "onet:15"])
    try files.write("onet\tskill\n", "taxonomies.tsv")
    #expect(throws: WorkspaceError.self) { try TaxonomyFiles.read(from: files.url) }
  }

  @Test(
    "Occupations disagree where a crosswalk says so, not where groups have other names; skills where no name above is one"
  )
  func disagreements() throws {
    func taxonomy(_ name: String, _ field: AttributeField, _ group: String, _ labels: [String]) throws -> Taxonomy {
      try Taxonomy(
        name: name, field: field,
        concepts: [Concept(id: "g", label: group, isGroup: true)]
          + labels.map { Concept(id: $0, label: $0, parents: ["g"]) })
    }
    let book = try TaxonomyBook(
      taxonomies: [
        taxonomy("esco", .occupation, "Clerical workers", ["clerk", "baker", "cook"]),
        taxonomy("onet", .occupation, "Office support", ["clerk", "baker", "cook"]),
        taxonomy("a", .skill, "Languages", ["java", "sql"]), taxonomy("b", .skill, "Drinks", ["java"]),
      ],
      crosswalk: [
        "esco:baker": .init(occupation: "onet:cook", confidence: 1),
        "esco:cook": .init(occupation: "onet:cook", confidence: 1),
      ])
    let found = book.disagreements()
    #expect(found.map(\.label) == ["baker", "java"])
    #expect(found.map(\.reason) == [.crosswalk(to: "onet:cook"), .ancestors])
  }

  @Test(arguments: [
    ("Extensible markup language XML", ["Extensible markup language", "XML"]),
    ("Amazon Web Services AWS software", ["Amazon Web Services", "AWS"]),
    ("Structured query language SQL", ["Structured query language", "SQL"]),
    ("Adobe Systems Adobe Acrobat", ["Adobe Acrobat"]), ("vtiger CRM", []), ("Altera MAX", []),
    ("Allscripts Professional EHR", []), ("Word processing software", []),
  ])
  func technologiesAreKnownByTheirInitials(name: String, alternates: [String]) {
    #expect(TechnologyName.alternates(of: name) == alternates)
  }

  @Test(arguments: [
    "onet", "onet=", "=x", "onet=/nowhere-at-all", "gender=/dev/null", "pay=/dev/null", "onet=/dev/null", "skil=/",
  ])
  func badSourcesSayWhatIsAllowed(argument: String) {
    let error = #expect(throws: WorkspaceError.self) { try TaxonomySource(parsing: argument) }
    #expect(error?.description.hasPrefix("--taxonomy") == true)
  }

  @Test(.enabled(if: DatasetFixtures.real != nil))
  func theRealFilesHaveTheirCounts() throws {
    let data = try #require(DatasetFixtures.real)
    let book = try TaxonomyBook(
      reading: [.onet(data.appending(path: "onet")), .esco(data.appending(path: "esco"))])
    let counts = book.taxonomies.map { $0.concepts.filter { !$0.isGroup }.count }
    #expect(counts == [1016, 8632 + 68, 3007, 13412])
  }
}
