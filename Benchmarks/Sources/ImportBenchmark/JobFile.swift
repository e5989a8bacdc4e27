import Foundation

/// The benchmark's input: a `jobs.jsonl` whose bytes depend on the number of rows and the seed alone.
///
/// Each line is one job of about 870 bytes: id, title, company, place with its point, three skills, pay, time of
/// publication, an advert of some 250 bytes, and `attributes` with one value in each of ten fields. The fields' vocabularies
/// are as unequal as real ones, from 8 to 50,000 values, and the small numbers of each are drawn more often.
struct JobFile {
  let rows: Int
  let seed: UInt64

  /// The ten fields and how many values each has.
  static let fields: [(name: String, values: Int)] = [
    ("skill", 5_000), ("occupation", 1_000), ("seniority", 8), ("company", 50_000), ("industry", 100),
    ("place", 20_000), ("country", 200), ("degree", 12), ("major", 500), ("language", 60),
  ]

  /// Writes the file; returns its bytes.
  func write(to file: URL) throws -> Int {
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw BenchmarkError("\(file.path) cannot be created")
    }
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    var random = SplitMix64(state: seed)
    var block: [UInt8] = []
    var size = 0
    for row in 0..<rows {
      block.append(contentsOf: line(row, &random).utf8)
      if block.count > 1 << 20 || row == rows - 1 {
        try handle.write(contentsOf: block)
        size += block.count
        block.removeAll(keepingCapacity: true)
      }
    }
    return size
  }

  private func line(_ row: Int, _ random: inout SplitMix64) -> String {
    let values = JobFile.fields.map { (field: $0.name, number: random.skewed(below: $0.values)) }
    let minimum = 30_000 + random.below(140) * 500
    let posted = 1_735_689_600_000 + random.below(15_000_000) * 1_000
    let title = JobFile.titles[random.below(JobFile.titles.count)]
    let sentences = (0..<5).map { _ in JobFile.sentences[random.below(JobFile.sentences.count)] }
    let attributes = values.map { "\"\($0.field)\":[\"\($0.field) number \($0.number)\"]" }.joined(separator: ",")
    return """
      {"id":"job-\(row)","title":"\(title) \(values[1].number)","description":"\(sentences.joined(separator: "\\n"))",\
      "company":"Company \(values[3].number) Incorporated",\
      "places":[{"text":"City \(values[5].number), New Jersey","lat":\(Double(2_500 + random.below(2_400)) / 100),\
      "lon":-\(70 + random.below(90)).25}],\
      "skills":["Swift","SQL","Writing"],"pay":{"min":\(minimum),"max":\(minimum + 12_500),"period":"year",\
      "currency":"USD"},"postedAt":\(posted),"attributes":{\(attributes)}}

      """
  }

  private static let titles = [
    "Registered Nurse", "Software Engineer", "Warehouse Worker", "Accountant", "Teacher of Mathematics", "Truck Driver",
    "Electrician", "Sales Assistant", "Project Manager", "Baker",
  ]
  private static let sentences = [
    "We look for somebody who likes to get things done.", "You will work in a team of eight.",
    "Three years of experience or an equivalent degree.", "Health insurance for you and your family.",
    "A growing company in the middle of the city.", "You plan your day yourself and report once a week.",
    "Training is paid by us from the first day.", "A driving licence is welcome but not needed.",
  ]
}

/// Steele, Lea and Flood's generator (OOPSLA 2014, doi:10.1145/2660193.2660195): the same numbers on every machine.
private struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`, all alike within 2⁻⁴⁰.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// A number below `bound`; small ones more often: P(n < x) = x/b · (1 − ln(x/b)).
  mutating func skewed(below bound: Int) -> Int {
    below(below(bound) + 1)
  }
}
