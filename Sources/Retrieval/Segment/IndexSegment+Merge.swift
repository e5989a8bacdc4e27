import Foundation
import JobMarket
import VectorMath

extension IndexSegment {
  /// Rows from which on a field's order is worth a processor of its own.
  private static let manyRows = 16_384

  /// The living rows of several segments of one text model in one, in the order of their keys.
  ///
  /// Every number of a row is copied, codes included, so that a query scores it as before. O(size).
  ///
  /// - Parameter segments: one or more, in which a key is alive once at most.
  /// - Throws: `IndexError` when vectors lie in a file that is not what was written.
  package init(merging segments: [IndexSegment]) throws(IndexError) {
    let merge = SegmentMerge(segments)
    self = merge.columns()
    do throws(FileDamage) {
      for field in merge.vectorFields { vectors[field.key] = try merge.vectors(field) }
    } catch {
      throw IndexError.damaged(error)
    }
    terms = count < IndexSegment.manyRows ? values.mapValues(TermColumn.init) : TermColumn.all(values)
    pointOrders = points.mapValues(PointColumn.init)
    offers = Offers(expiry: expiry, posted: numbers[.postedAt])
  }

  /// Writes what `init(merging:)` would make into an existing folder, to be opened from there.
  ///
  /// Vectors go to their files a block at a time: memory is taken for codes and attributes, never for them. O(size).
  ///
  /// - Throws: `IndexError` when the system refuses, or vectors lie in a file that is not what was written.
  package static func writeMerged(_ segments: [IndexSegment], to folder: URL) throws {
    let merge = SegmentMerge(segments)
    let columns = merge.columns()
    var layout = SegmentLayout(columns)
    layout.vectors = merge.vectorFields
    let coded = layout.vectors.filter { merge.binaryKinds($0).contains(.rabitq) }.map(\.key.fileWord)
    layout.rabitq = coded.isEmpty ? nil : coded
    let layoutBytes = try layout.bytes()
    var writer = ColumnFolderWriter(folder.path)
    do throws(FileDamage) {
      try columns.writeRows(to: &writer)
      let fields = Dictionary(uniqueKeysWithValues: merge.vectorFields.map { ($0.key, $0) })
      for (key, name) in VectorKey.columnNames(of: fields.keys) {
        guard let field = fields[key] else { continue }
        try merge.write(field, name, in: folder.path, to: &writer)
      }
      try writer.write(layoutBytes, file: SegmentLayout.name)
      try writer.finish()
    } catch {
      throw IndexError.refused(error)
    }
  }
}

extension SegmentMerge {
  /// Writes vectors, codes, and which rows have one, as `VectorColumn.write` would.
  fileprivate func write(
    _ field: VectorField, _ name: String, in folder: String, to writer: inout ColumnFolderWriter
  ) throws(FileDamage) {
    let columns = columns(field)
    try writer.write(
      gathering: columns.map { $0?.search.matrix.memory }, rows, width: field.dimension, name)
    try codes(field).write(name, to: &writer)
    if binaryKinds(field).contains(.rabitq) {
      let matrix = try DenseMatrix(
        mappingSound: writer.location(name + ".npy"), rows: rows.count, dimension: field.dimension)
      try BinaryCodes(matrix).write(name, to: &writer)
    }
    try VectorColumn.write(present(field), name, rows: rows.count, to: &writer)
  }
}
