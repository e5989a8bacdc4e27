import Foundation
import JobMarket
import Retrieval

/// How often the values of some fields stood in jobs when an index was built whole: what rarity is told by until the next time.
///
/// Like the text model's weights these are a model, and stay as they are while the index follows its record and is merged: a
/// question means the same before and after.
struct IndexStatistics: Codable, Equatable, Sendable {
  /// How many jobs there were.
  var jobs: Int
  /// By field the number of jobs with each value, values by their numbers.
  var frequencies: [AttributeField: [ValueID: Int]]

  /// What it is called in an index's folder.
  static let name = "statistics.json"

  /// Counts the values of an index. O(values of all jobs).
  init(_ index: JobIndex, fields: [AttributeField]) {
    jobs = index.count
    frequencies = Dictionary(uniqueKeysWithValues: fields.map { ($0, index.frequencies(of: $0)) })
  }

  /// Writes it into an index's folder: values rise, so that equal statistics are equal bytes.
  func write(to folder: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(self).write(to: folder.appending(path: IndexStatistics.name))
  }

  /// Reads it from an index's folder.
  ///
  /// - Throws: `WorkspaceError` when it is not there or damaged.
  init(in folder: URL) throws {
    let file = folder.appending(path: IndexStatistics.name)
    guard let data = try? Data(contentsOf: file), let read = try? JSONDecoder().decode(IndexStatistics.self, from: data)
    else { throw WorkspaceError("\(file.path): cannot be read; rebuild the index with `jobmatch index`") }
    self = read
  }

  private enum Key: String, CodingKey { case jobs, frequencies }

  /// Pairs of value and count, values rising.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(jobs, forKey: .jobs)
    let pairs = Dictionary(
      uniqueKeysWithValues: frequencies.map { field, counts in
        (field.name, counts.sorted { $0.key < $1.key }.map { [Int($0.key), $0.value] })
      })
    try container.encode(pairs, forKey: .frequencies)
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    jobs = try container.decode(Int.self, forKey: .jobs)
    frequencies = [:]
    for (name, pairs) in try container.decode([String: [[Int]]].self, forKey: .frequencies) {
      guard let field = AttributeField(name) else { continue }
      var counts: [ValueID: Int] = [:]
      for pair in pairs {
        guard pair.count == 2, let id = ValueID(exactly: pair[0]), pair[1] > 0 else {
          throw DecodingError.dataCorruptedError(
            forKey: .frequencies, in: container, debugDescription: "a pair of value and count")
        }
        counts[id] = pair[1]
      }
      frequencies[field] = counts
    }
  }
}
