import Foundation
import JobMarket
import VectorMath

/// What `layout.json` says: what an index holds, and so which files it has.
struct SegmentLayout: Codable {
  var formatVersion: Int
  var jobs: Int
  var textModel: String
  var terms: Int
  var values: [AttributeField]
  var numbers: [AttributeField]
  var points: [AttributeField]
  var vectors: [VectorField]
  /// Vectors with RaBitQ codes, `field model`; absent for none.
  var rabitq: [String]?

  /// What it is called.
  static let name = "layout.json"

  /// The layout of an index.
  init(_ index: IndexSegment) {
    (formatVersion, jobs, textModel, terms) = (
      IndexSegment.formatVersion, index.count, index.textModel, index.termCount
    )
    (values, numbers) = (
      index.values.keys.filter { !index.overlayFields.contains($0) }.sorted(),
      index.numbers.keys.filter { !index.overlayFields.contains($0) }.sorted()
    )
    points = index.points.keys.sorted()
    vectors = index.vectorFields
    let coded = index.vectors.filter { $0.value.binaryCodes[.rabitq] != nil }.keys.sorted().map(\.fileWord)
    rabitq = coded.isEmpty ? nil : coded
  }

  /// Its bytes: JSON, keys in order.
  func bytes() throws -> [UInt8] { try SegmentLayout.bytes(of: self) }

  /// A value as JSON, keys in order.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
  }

  /// Reads the layout of an opened folder.
  ///
  /// - Throws: `IndexError`, `FileDamage`.
  init(in folder: ColumnFolder) throws {
    let file = folder.location(SegmentLayout.name)
    let data = Data(try folder.bytes(SegmentLayout.name))
    guard let layout = try? JSONDecoder().decode(SegmentLayout.self, from: data), layout.jobs >= 0, layout.terms >= 0
    else { throw IndexError.damaged(file, "not a layout") }
    guard layout.formatVersion == IndexSegment.formatVersion else {
      throw IndexError.otherFormat(file, layout.formatVersion)
    }
    // The names become files'.
    for field in layout.vectors where !field.isValid {
      throw IndexError.damaged(
        file, "vector field '\(field.name)' of \(field.dimension) numbers: \(VectorField.rule)")
    }
    self = layout
  }

  /// Refuses an index of another format, whose files have other names; damage is for others to find.
  static func refuseOtherFormat(_ folder: URL) throws(IndexError) {
    struct Version: Decodable { var formatVersion: Int }
    let file = folder.appending(path: name)
    guard let data = try? Data(contentsOf: file), let found = try? JSONDecoder().decode(Version.self, from: data)
    else { return }
    guard found.formatVersion == IndexSegment.formatVersion else {
      throw IndexError.otherFormat(file.path, found.formatVersion)
    }
  }
}
