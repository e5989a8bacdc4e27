import Foundation
import JobMatching

/// Small data sets in the form of the real ones.
enum DatasetFixtures {
  /// Six jobs, three seekers with 4, 3 and 2 different jobs. The first sees `3` again, and two jobs in one second.
  static let views = [
    ["1", "10", "2014-12-01 10:00:00 UTC", "Night Cashier @ Acme", "Newark", "NJ"],
    ["1", "11", "2014-12-01 12:00:00 UTC", "Cashier @ Bolt", "  newark ", "NJ"],
    ["1", "12", "2014-12-01 11:00:00 UTC", "Driver @ Core", "St. Louis", "MO"],
    ["1", "10", "2014-12-03 10:00:00 UTC", "Night Cashier @ Acme", "Newark", "NJ"],
    ["1", "13", "2014-12-02 10:00:00 UTC", "Driver, NA @ Core", "Atlantis", "NJ"],
    ["2", "14", "2014-11-30 10:00:00 UTC", "Java Developer", "NA", ""],
    ["2", "11", "2014-12-05 10:00:00 UTC", "Cashier @ Bolt", "  newark ", "NJ"],
    ["2", "10", "2014-12-05 10:00:00 UTC", "Night Cashier @ Acme", "Newark", "NJ"],
    ["3", "10", "2014-12-01 09:00:00 UTC", "Night Cashier @ Acme", "Newark", "NJ"],
    ["3", "15", "2014-12-01 09:30:00 UTC", "Cook @ Dart", "Barrigada", ""],
  ]
  static let viewColumns = ["Applicant.ID", "Job.ID", "View.Start", "Title", "City", "State.Code"]

  static func quickhire(in folder: TemporaryFolder, views: [[String]] = views) throws {
    try table([viewColumns] + views, "quickhire/Job_Views.csv", in: folder)
    try table(
      [["Applicant.ID", "Position.Name", "City"], ["1", "Cook", "NA"], ["1", "NA", ""], ["9", "Nobody", ""]],
      "quickhire/Experience.csv", in: folder)
    try table(
      [["Applicant.ID", "Position.Of.Interest"], ["1", "java developer"], ["2", ""]],
      "quickhire/Positions_Of_Interest.csv", in: folder)
    try table(
      [
        ["name", "lat", "lon", "country", "admin1", "population", "alternatenames"],
        ["Newark", "40.73", "-74.17", "US", "NJ", "281944", "Nevark|Newark City"],
        ["Saint Louis", "38.63", "-90.2", "US", "MO", "315685", ""],
        ["Barrigada", "13.47", "144.8", "GU", "BA", "9000", ""],
      ], "geonames/cities5000.csv", in: folder)
    try write(#"{"NJ": {"name": "New Jersey"}, "MO": {"name": "Missouri"}}"#, "geonames/us_states.json", in: folder)
    try write(#"{"US": {"name": "United States"}, "GU": {"name": "Guam"}}"#, "geonames/countries.json", in: folder)
  }

  /// The columns of the hires that the models may know, the answer first.
  static let permitted: Set<String> = [
    "occ", "past_occs", "prev_occ", "prev_ind", "degree_at_hire", "major_at_hire", "region", "hire_year", "seq",
  ]
  static let hireColumns = [
    "id", "job_id", "hire_year", "last_year", "occ", "ind", "full", "wage", "egp12", "region", "msa", "enroll", "seq",
    "prev_occ", "prev_ind", "prev_job_id", "past_occs", "age_at_hire", "degree_at_hire", "major_at_hire", "gender",
    "race",
    "occ_title", "occ_soc", "person_fold", "is_last",
  ]
  static let codes = [4760, 50, 4110, 10, 9830]

  /// Hires of people whose whole careers are known, from 2008 to 2019.
  static func hires(persons: Int = 30) -> [[String]] {
    (0..<persons).flatMap { person in
      var past: [String] = []
      return (0..<4).map { step in
        let occupation = String(codes[(person * 7 + step * (person % 3 + 1)) % 5])
        defer { past.append(occupation) }
        let row: [String: String] = [
          "id": "\(person)", "hire_year": "\(2008 + step * 3 + person % 3)", "occ": occupation, "seq": "\(step)",
          "prev_occ": past.last ?? "", "past_occs": past.joined(separator: "|"), "prev_ind": step > 0 ? "Core" : "",
          "degree_at_hire": ["BA", "HS/GED"][person % 2], "region": ["South", "Missing"][step % 2],
          "gender": ["Men", "Women", ""][person % 3], "race": ["White", "Other"][person % 2], "ind": occupation + "i",
          "egp12": occupation + "e", "wage": "\(person * 11 + step)", "full": "\(step % 2)",
          "occ_title": "of \(occupation)",
          "age_at_hire": "\(18 + person % 7 + step)", "msa": "m\(person % 4)", "enroll": "e\(step)",
          "occ_soc": "s\(occupation)",
        ]
        return hireColumns.map { row[$0] ?? "\(person)\(step)\($0.count)" }
      }
    }
  }

  static func nlsy97(in folder: TemporaryFolder, hires: [[String]] = hires(), columns: [String] = hireColumns) throws {
    try table([columns] + hires, "nlsy97/hires.csv", in: folder)
    try table(
      [["title", "census2002", "soc"]] + codes.map { ["a title", "\($0)", ""] }, "nlsy97/occupations_census2002.csv",
      in: folder)
  }

  /// Gives the occupations of `nlsy97` titles and SOC codes, and puts a small O*NET beside them: codes exact, general, several,
  /// and one that is out of use.
  static func joinedToONET(_ folder: TemporaryFolder) throws {
    try table(
      [
        ["title", "census2002", "soc", "soc2010"], ["Retail salespersons", "4760", "41-2031", "41-2031"],
        ["Marketing managers", "50", "11-2020", "11-2020"], ["Waiters and cooks", "4110", "", "35-3031|35-2014"],
        ["Chief executives", "10", "11-1011", ""], ["Sergeants", "9830", "55-9999", "55-9999"],
      ], "nlsy97/occupations_census2002.csv", in: folder)
    try TaxonomyFolderFixture.onet(
      in: folder,
      occupations: [
        ("11-1011.00", "Chief Executives"), ("11-2021.00", "Marketing Managers"), ("35-2014.00", "Cooks, Restaurant"),
        ("35-3031.00", "Waiters and Waitresses"), ("41-2031.00", "Retail Salespersons"), ("55-3016.00", "Sergeant"),
      ].map { (id: $0.0, title: $0.1) }, related: [("41-2031.00", "35-3031.00"), ("11-1011.00", "11-2021.00")],
      technologies: [("41-2031.00", "Microsoft Excel"), ("11-1011.00", "Microsoft Excel")])
  }

  /// Writes rows as comma-separated values, every field in quotes.
  static func table(_ rows: [[String]], _ name: String, in folder: TemporaryFolder) throws {
    let lines = rows.map { row in row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") }
    try write(lines.joined(separator: "\n") + "\n", name, in: folder)
  }

  static func write(_ text: String, _ name: String, in folder: TemporaryFolder) throws {
    let parent = folder.file(name).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try folder.write(text, name)
  }

  /// The folder of the real data sets, if there is one.
  static let real = ProcessInfo.processInfo.environment["JOBMATCH_DATA"].map { URL(filePath: $0) }
}
