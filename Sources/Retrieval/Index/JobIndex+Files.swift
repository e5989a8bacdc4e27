import Foundation
import JobMarket
import VectorMath

/// An index as files: one `.npy` a column, readable by any program that reads NumPy's format, and `layout.json` to name them.
///
/// | file | content |
/// |---|---|
/// | `layout.json` | format version, jobs, text model, terms, fields by kind |
/// | `keys.npy` | i64 [n], rising |
/// | `expiry.npy` | i64 [n], UTC milliseconds, the greatest number for never |
/// | `reposts.npy` | u32 [n], equal for reposts of one job |
/// | `text.offsets.npy`, `text.terms.npy`, `text.weights.npy` | i64 [n + 1], u32, f32: sparse rows |
/// | `values.<field>.offsets.npy`, `values.<field>.npy` | i64 [n + 1], u32: value ids |
/// | `numbers.<field>.npy` | f64 [n], NaN for none |
/// | `vectors.<field>.npy`, `vectors.<field>.present.npy` | f32 [n, d], u8 [n]: 0 for a row of zeros that is none |
/// | `points.<field>.offsets.npy`, `points.<field>.npy` | i64 [n + 1], f64: latitude and longitude in turn |
extension JobIndex {
  /// The version this code writes, and the only one it reads.
  package static let formatVersion = 1

  /// What `layout.json` says.
  private struct Layout: Codable {
    var formatVersion: Int
    var jobs: Int
    var textModel: String
    var terms: Int
    var values: [AttributeField]
    var numbers: [AttributeField]
    var points: [AttributeField]
    var vectors: [VectorField]?
  }

  /// Writes the index into an existing folder. O(size).
  public func write(to folder: URL) throws {
    func save<Element: NPYElement>(_ elements: [Element], _ name: String) throws {
      try NPYFile(elements).write(to: folder.appending(path: name + ".npy").path)
    }
    try save(keys.map(\.rawValue), "keys")
    try save(expiry, "expiry")
    try save(reposts.numbers, "reposts")
    try save(text.offsets, "text.offsets")
    try save(text.columns, "text.terms")
    try save(text.values, "text.weights")
    for (field, column) in values {
      try save(column.offsets, "values.\(field).offsets")
      try save(column.elements, "values.\(field)")
    }
    for (field, column) in numbers { try save(column, "numbers.\(field)") }
    for (field, column) in points {
      try save(column.offsets, "points.\(field).offsets")
      try save(column.elements, "points.\(field)")
    }
    for (field, column) in vectors {
      let matrix = column.search.matrix
      try NPYFile(shape: [count, matrix.dimension], elements: matrix.elements)
        .write(to: folder.appending(path: "vectors.\(field).npy").path)
      try save((0..<count).map { UInt8(column.present?.contains($0) ?? true ? 1 : 0) }, "vectors.\(field).present")
    }
    let fields = vectors.map { VectorField(name: $0, model: $1.model, dimension: $1.dimension) }
    let layout = Layout(
      formatVersion: JobIndex.formatVersion, jobs: count, textModel: textModel, terms: termCount,
      values: values.keys.sorted(), numbers: numbers.keys.sorted(), points: points.keys.sorted(),
      vectors: fields.isEmpty ? nil : fields.sorted { $0.name < $1.name })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(layout).write(to: folder.appending(path: "layout.json"))
  }

  /// Reads an index. O(size).
  ///
  /// - Throws: `IndexError` naming the file when one is missing, is of another version, or does not fit the others.
  public init(contentsOf folder: URL) throws {
    let layoutFile = folder.appending(path: "layout.json")
    guard let data = try? Data(contentsOf: layoutFile), let layout = try? JSONDecoder().decode(Layout.self, from: data)
    else { throw IndexError.damaged(layoutFile.path, "missing or not a layout") }
    guard layout.formatVersion == JobIndex.formatVersion else {
      throw IndexError.damaged(layoutFile.path, "format \(layout.formatVersion), not \(JobIndex.formatVersion)")
    }
    let reader = ColumnReader(folder: folder, rows: layout.jobs)
    let keys: [Int64] = try reader.column("keys")
    guard zip(keys, keys.dropFirst()).allSatisfy(<) else {
      throw IndexError.damaged(reader.path("keys"), "keys do not rise")
    }
    let text: SparseMatrix
    do {
      text = try SparseMatrix(
        columnCount: layout.terms, offsets: reader.column("text.offsets", extra: 1),
        columns: reader.elements("text.terms"),
        values: reader.elements("text.weights"))
    } catch let error as SparseMatrixError {
      throw IndexError.damaged(reader.path("text.offsets"), error.description)
    }
    guard text.values.allSatisfy(\.isFinite) else {
      throw IndexError.damaged(reader.path("text.weights"), "a weight is not finite")
    }
    self.init(
      keys: keys.map(JobKey.init(rawValue:)), textModel: layout.textModel, text: text,
      values: try reader.fields(layout.values) { try reader.lists("values.\($0)") },
      numbers: try reader.fields(layout.numbers) { try reader.column("numbers.\($0)") },
      points: try reader.fields(layout.points) { try reader.lists("points.\($0)") },
      expiry: try reader.column("expiry"), reposts: try reader.reposts())
    for field in layout.vectors ?? [] { vectors[field.name] = try reader.vectors(field) }
    terms = values.mapValues(TermColumn.init)
    pointOrders = points.mapValues(PointColumn.init)
    offers = Offers(expiry: expiry, posted: numbers[.postedAt])
    for (field, column) in points
    where zip(column.offsets, column.offsets.dropFirst()).contains(where: { ($1 - $0) % 2 != 0 }) {
      throw IndexError.damaged(reader.path("points.\(field)"), "a latitude without a longitude")
    }
  }
}

/// Reads columns and holds them against the number of rows.
private struct ColumnReader {
  let folder: URL
  let rows: Int

  func path(_ name: String) -> String { folder.appending(path: name + ".npy").path }

  func elements<Element: NPYElement>(_ name: String) throws -> [Element] {
    do {
      return try NPYFile<Element>(contentsOf: path(name), shape: [nil]).elements
    } catch {
      throw IndexError.damaged(path(name), error.description)
    }
  }

  func column<Element: NPYElement>(_ name: String, extra: Int = 0) throws -> [Element] {
    let elements: [Element] = try elements(name)
    guard elements.count == rows + extra else {
      throw IndexError.damaged(path(name), "\(elements.count) elements, not \(rows + extra)")
    }
    return elements
  }

  /// Group numbers, which must be below the number of rows: a damaged one must not ask for memory.
  func reposts() throws -> RepostGroups {
    let numbers: [UInt32] = try column("reposts")
    guard numbers.allSatisfy({ Int($0) < rows }) else {
      throw IndexError.damaged(path("reposts"), "a group is out of range")
    }
    return RepostGroups(numbers)
  }

  func vectors(_ field: VectorField) throws -> VectorColumn {
    // The name becomes a file's, and the file that names it may be damaged.
    guard field.isValid else {
      throw IndexError.damaged(
        folder.appending(path: "layout.json").path,
        "vector field '\(field.name)' of \(field.dimension) numbers: \(VectorField.rule)")
    }
    let file = path("vectors.\(field.name)")
    do {
      let elements = try NPYFile<Float>(contentsOf: file, shape: [rows, field.dimension]).elements
      let present: [UInt8] = try column("vectors.\(field.name).present")
      let isWhole = present.allSatisfy { $0 != 0 }
      return VectorColumn(
        model: field.model, matrix: try DenseMatrix(elements, dimension: field.dimension),
        present: isWhole ? nil : Bitset(capacity: rows, present.indices.filter { present[$0] != 0 }))
    } catch let error as NPYFileError {
      throw IndexError.damaged(file, error.description)
    } catch let error as DenseMatrixError {
      throw IndexError.damaged(file, error.description)
    }
  }

  func lists<Element: NPYElement & Equatable>(_ name: String) throws -> ListColumn<Element> {
    let offsets: [Int64] = try column(name + ".offsets", extra: 1)
    guard let lists = ListColumn<Element>(offsets: offsets, elements: try elements(name)) else {
      throw IndexError.damaged(path(name), "its offsets do not fit it")
    }
    return lists
  }

  func fields<Column>(
    _ fields: [AttributeField], _ read: (AttributeField) throws -> Column
  ) throws -> [AttributeField: Column] {
    try Dictionary(uniqueKeysWithValues: Set(fields).map { ($0, try read($0)) })
  }
}
