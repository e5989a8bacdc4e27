import Foundation

/// What the benchmark found, medians over its runs.
struct BenchmarkReport: Codable {
  var rows: Int
  var seed: UInt64
  var runs: Int
  var inputBytes: Int
  /// The first import, into an empty workspace.
  var load: Measurement
  /// The same file once more: every row is compared, none written.
  var again: Measurement
  /// The floor: the same rows, copied by bare prepared statements; `nil` when only imports were measured.
  var floor: Measurement?
  /// Python's `json` and `sqlite3`, if there is a Python.
  var python: Measurement?
  /// The most memory held up to the end of the imports.
  var peakResidentBytes: Int
  var databaseBytes: Int
  var logPeakBytes: Int

  /// The table for people.
  var table: String {
    var lines = [line("", "rows/s", "seconds", "CPU s", "CPU µs/row", "rate / floor")]
    lines.append(line("import", load))
    lines.append(line("import again, nothing new", again))
    if let floor { lines.append(line("floor: bare SQLite inserts", floor)) }
    if let python { lines.append(line("peer: Python json + sqlite3", python)) }
    lines.append("")
    lines.append("\(rows) jobs, \(mebibytes(inputBytes)) of JSON lines, seed \(seed), medians of \(runs) runs")
    lines.append(
      "peak memory \(mebibytes(peakResidentBytes)), database \(mebibytes(databaseBytes)), log at most "
        + mebibytes(logPeakBytes))
    return lines.joined(separator: "\n")
  }

  /// One line of JSON with the rates and ratios worked out.
  var json: String {
    get throws {
      struct Line: Encodable {
        var report: BenchmarkReport
        var rowsPerSecond: Double
        var rateToFloor: Double?
        var rateToPython: Double?
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      let line = Line(
        report: self, rowsPerSecond: Double(rows) / load.seconds, rateToFloor: floor.map { $0.seconds / load.seconds },
        rateToPython: python.map { $0.seconds / load.seconds })
      return String(decoding: try encoder.encode(line), as: UTF8.self)
    }
  }

  private func line(_ name: String, _ measured: Measurement) -> String {
    line(
      name, decimals(Double(rows) / measured.seconds, 0), decimals(measured.seconds, 1),
      decimals(measured.cpuSeconds, 1),
      decimals(measured.cpuSeconds / Double(rows) * 1e6, 1),
      floor.map { decimals($0.seconds / measured.seconds, 2) } ?? "")
  }

  private func line(_ name: String, _ columns: String...) -> String {
    name.padding(toLength: 28, withPad: " ", startingAt: 0)
      + columns.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
  }

  private func decimals(_ value: Double, _ places: Int) -> String {
    value.formatted(.number.precision(.fractionLength(places)).locale(Locale(identifier: "en_US")))
  }

  private func mebibytes(_ bytes: Int) -> String {
    decimals(Double(bytes) / 1_048_576, 0) + " MiB"
  }
}
