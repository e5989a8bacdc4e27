import JobMarket
import VectorMath

extension SegmentMerge {
  /// The vectors that any of the segments has, by field and model.
  var vectorFields: [VectorField] {
    var fields: [VectorKey: VectorField] = [:]
    for field in segments.flatMap(\.vectorFields) { fields[field.key] = field }
    return fields.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The vectors of a field and model, copied with their codes.
  ///
  /// Codes of a bit a number depend on all rows: they are made anew where any segment has them, so that who searches by them
  /// still can. O(rows × dimension).
  /// - Throws: `FileDamage` when rows lie in a file that is not what was written.
  func vectors(_ field: VectorField) throws(FileDamage) -> VectorColumn {
    let matrix = try DenseMatrix(
      gathering: columns(field).map { $0?.search.matrix }, rows, dimension: field.dimension)
    var column = VectorColumn(
      model: field.model, matrix: matrix, codes: try codes(field), present: present(field))
    for kind in binaryKinds(field) { column.binaryCodes[kind] = BinaryCodes(matrix, kind: kind) }
    return column
  }

  /// The columns of a field and model; `nil` for a segment without.
  func columns(_ field: VectorField) -> [VectorColumn?] { segments.map { $0.vectors[field.key] } }

  /// Their codes. O(rows × dimension).
  func codes(_ field: VectorField) throws(FileDamage) -> QuantizedMatrix {
    try QuantizedMatrix(gathering: columns(field).map { $0?.search.codes }, rows, dimension: field.dimension)
  }

  /// Which rows have a vector; `nil` when all have. O(rows / 64), or O(rows) where some have none.
  func present(_ field: VectorField) -> Bitset? {
    let columns = columns(field)
    let counts = rows.counts(parts: segments.count)
    let isWhole = zip(columns, counts).allSatisfy { $1 == 0 || $0.map { $0.present == nil } ?? false }
    if isWhole { return nil }
    let bits = Bitset(gathering: columns.map { $0?.present }, filled: columns.map { $0 != nil }, rows)
    return bits.count == rows.count ? nil : bits
  }

  /// The kinds of binary codes that any column of a field and model has.
  func binaryKinds(_ field: VectorField) -> Set<BinaryCodes.Kind> {
    columns(field).reduce(into: []) { $0.formUnion($1?.binaryCodes.keys.map { $0 } ?? []) }
  }
}
