import Foundation
import JobMarket
import VectorMath

/// An index as files: one `.npy` a column, readable by any program that reads NumPy's format, `layout.json` to name them, and
/// `checksums.txt` with the size of every file and the CRC-32C of each of its blocks.
///
/// | file | content |
/// |---|---|
/// | `layout.json` | format version, jobs, text model, terms, fields by kind |
/// | `keys.npy` | i64 [n], rising |
/// | `expiry.npy` | i64 [n], UTC milliseconds, the greatest number for never |
/// | `reposts.npy`, `reposts.identities.npy` | u32 [n], u64 [groups]: equal for reposts of one job; 0 for one without |
/// | `text.offsets.npy`, `text.terms.npy`, `text.weights.npy` | i64 [n + 1], u32, f32: sparse rows |
/// | `values.<field>.offsets.npy`, `values.<field>.npy` | i64 [n + 1], u32: value ids |
/// | `numbers.<field>.npy` | f64 [n], NaN for none |
/// | `points.<field>.offsets.npy`, `points.<field>.npy` | i64 [n + 1], f64: latitude and longitude in turn |
/// | `vectors.<field>.npy`, `vectors.<field>.present.npy` | f32 [n, d], u8 [n]: 0 for a row of zeros that is none |
/// | `vectors.<field>.coarse.npy`, `.fine.npy`, `.scalars.npy`, `.errors.npy`, `.norm.npy` | codes: see `QuantizedMatrix` |
/// | `vectors.<field>.rabitq.bits.npy`, `.scalars.npy`, `.mean.npy`, `.signs.npy` | where asked for: see `BinaryCodes` |
///
/// Vectors of a second model of one field have `vectors.<field>.2` for `vectors.<field>`, and so on, in the order of `layout.json`.
///
/// Vectors are mapped, never copied, and each block of them is compared with its checksum before its first use; the rest is
/// read whole and compared as it is read.
extension IndexSegment {
  /// The version this code writes, and the only one it reads.
  package static let formatVersion = 3

  /// Writes the index into an existing folder. O(size).
  ///
  /// - Throws: `IndexError` when the system refuses, or when this index was opened from files that are damaged.
  package func write(to folder: URL) throws {
    try write(to: folder, adding: [:])
  }

  /// The same with files of one's own, which share the checksums.
  ///
  /// - Parameters:
  ///   - files: content by name.
  ///   - mayLink: whether vectors that lie in a file already may be given a second name instead of being copied.
  func write(to folder: URL, adding files: [String: [UInt8]], mayLink: Bool = false) throws {
    var writer = ColumnFolderWriter(folder.path, mayLink: mayLink)
    do {
      try writeRows(to: &writer)
      for (key, name) in VectorKey.columnNames(of: vectors.keys) {
        try vectors[key]?.write(name, rows: count, to: &writer)
      }
      for (name, bytes) in files.sorted(by: { $0.key < $1.key }) { try writer.write(bytes, file: name) }
      try writer.write(try SegmentLayout(self).bytes(), file: SegmentLayout.name)
      try writer.finish()
    } catch let error as FileDamage {
      throw IndexError.refused(error)
    }
  }

  /// Writes every column but vectors.
  func writeRows(to writer: inout ColumnFolderWriter) throws(FileDamage) {
    try writer.write(keys.map(\.rawValue), "keys")
    try writer.write(expiry, "expiry")
    try writer.write(reposts.numbers, "reposts")
    try writer.write(reposts.identities.map(\.bits), "reposts.identities")
    try writer.write(text.offsets, "text.offsets")
    try writer.write(text.columns, "text.terms")
    try writer.write(text.values, "text.weights")
    for (field, column) in values.sorted(by: { $0.key < $1.key }) where !overlayFields.contains(field) {
      let column = givenValues[field] ?? column
      try writer.write(column.offsets, "values.\(field).offsets")
      try writer.write(column.elements, "values.\(field)")
    }
    for (field, column) in numbers.sorted(by: { $0.key < $1.key }) where !overlayFields.contains(field) {
      try writer.write(column, "numbers.\(field)")
    }
    for (field, column) in points.sorted(by: { $0.key < $1.key }) {
      try writer.write(column.offsets, "points.\(field).offsets")
      try writer.write(column.elements, "points.\(field)")
    }
  }

  /// Opens an index: maps its vectors and reads the rest. O(rows + attributes), whatever the vectors' dimension.
  ///
  /// - Throws: `IndexError` naming the file when one is missing, is of another version, is damaged, or does not fit the others.
  package init(contentsOf folder: URL) throws {
    try SegmentLayout.refuseOtherFormat(folder)
    do {
      self = try ColumnFolder.reading(folder.path) { columns in
        var segment = try IndexSegment(SegmentReader(columns))
        segment.folderChecksum = IndexList.checksum(of: columns)
        return segment
      }
      self.folder = folder.path
    } catch let error as FileDamage {
      throw IndexError.damaged(error)
    }
  }

  private init(_ reader: SegmentReader) throws {
    let layout = reader.layout
    self.init(
      keys: try reader.keys(), textModel: layout.textModel, text: try reader.text(),
      values: try reader.fields(layout.values) { try reader.values("values.\($0)") },
      numbers: try reader.fields(layout.numbers) { try reader.column("numbers.\($0)") },
      points: try reader.fields(layout.points) { try reader.points("points.\($0)") },
      expiry: try reader.column("expiry"), reposts: try reader.reposts())
    let fields = Dictionary(layout.vectors.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    for (key, name) in VectorKey.columnNames(of: fields.keys) {
      guard let field = fields[key] else { continue }
      vectors[key] = try VectorColumn(
        name, field, hasBinaryCodes: layout.rabitq?.contains(key.fileWord) ?? false, rows: layout.jobs,
        in: reader.folder)
    }
    terms = TermColumn.all(values)
    pointOrders = points.mapValues(PointColumn.init)
    offers = Offers(expiry: expiry, posted: numbers[.postedAt])
  }

  /// Refuses to answer once a block of a file was found damaged, by whatever query. O(vector fields).
  ///
  /// - Throws: `IndexError` with file, block and what to do.
  func requireSound() throws(IndexError) {
    for column in vectors.values { if let damage = column.damage { throw IndexError.damaged(damage) } }
  }
}
