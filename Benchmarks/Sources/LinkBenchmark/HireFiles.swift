import Foundation
import JobMarket
import LinkGraph

typealias Values = [AttributeField: [ValueID]]

/// The files of `Benchmarks/workloads/hires.py`: seekers and jobs with titles and skills, applications, and hires among them.
struct HireFiles {
  private(set) var seekers: [Values] = []
  private(set) var jobs: [Values] = []
  let pairs: HirePairs

  private struct Row: Decodable {
    let attributes: [String: [String]]
  }

  private struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  init(folder: String) throws {
    var vocabularies: [AttributeField: Vocabulary] = [:]
    func lines(_ name: String) throws -> [Substring] {
      try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(whereSeparator: \.isNewline)
    }
    func rows(_ name: String) throws -> [Values] {
      let decoder = JSONDecoder()
      return try lines(name).map { line in
        var values: Values = [:]
        for (field, texts) in try decoder.decode(Row.self, from: Data(line.utf8)).attributes {
          guard let field = AttributeField(field) else { continue }
          values[field] = Set(texts.map { vocabularies[field, default: Vocabulary()].intern($0) }).sorted()
        }
        return values
      }
    }
    func table(_ rows: [Values]) throws -> AttributeTable {
      var table = AttributeTable(fields: [.title, .skill])
      for row in rows { try table.append(row.filter { table.fields.contains($0.key) }) }
      return table
    }
    func events(_ name: String) throws -> [[Int]] {
      try lines(name).dropFirst().map { line in
        let numbers = line.split(separator: ",").prefix(2).compactMap { Int($0.dropFirst()) }
        guard numbers.count == 2 else { throw Malformed(description: "\(name): '\(line)' is no seeker and job") }
        return numbers
      }
    }
    (seekers, jobs) = (try rows("seekers.jsonl"), try rows("jobs.jsonl"))
    var pairs = HirePairs(seekers: try table(seekers), jobs: try table(jobs))
    let hires = Set(try events("hires.csv"))
    for pair in try events("engagements.csv") {
      pairs.append(seeker: pair[0], job: pair[1], isHire: hires.contains(pair))
    }
    self.pairs = pairs
  }
}
