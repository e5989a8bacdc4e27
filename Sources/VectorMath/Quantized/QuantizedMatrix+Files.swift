/// Codes as columns, which are read whole when they are opened (`ColumnFolder.read`).
///
/// | column | content |
/// |---|---|
/// | `<name>.coarse`, `<name>.fine` | u8 [n, bytes a row]: the planes |
/// | `<name>.scalars` | u32 [n]: scale and coarse error, a bfloat16 each |
/// | `<name>.errors` | f32 [n]: errors of the full codes |
/// | `<name>.norm` | f64 [1]: the greatest length of a row with its error |
extension QuantizedMatrix {
  /// Writes the codes. O(rows × dimension).
  package func write(_ name: String, to folder: inout ColumnFolderWriter) throws(FileDamage) {
    try folder.write(coarse, name + ".coarse", shape: [rowCount, rowBytes])
    try folder.write(fine, name + ".fine", shape: [rowCount, rowBytes])
    try folder.write(scalars, name + ".scalars", shape: [rowCount])
    try folder.write(fineErrors, name + ".errors", shape: [rowCount])
    try folder.write([greatestNorm], name + ".norm")
  }

  /// Reads codes of so many rows. O(rows × dimension).
  package init(_ name: String, in folder: ColumnFolder, rows: Int, dimension: Int) throws(FileDamage) {
    let rowBytes = QuantizedMatrix.rowBytes(dimension: dimension)
    (rowCount, self.dimension, self.rowBytes) = (rows, dimension, rowBytes)
    coarse = try folder.read(name + ".coarse", shape: [rows, rowBytes])
    fine = try folder.read(name + ".fine", shape: [rows, rowBytes])
    scalars = try folder.read(name + ".scalars", shape: [rows])
    fineErrors = try folder.read(name + ".errors", shape: [rows])
    greatestNorm = try folder.elements(name + ".norm", count: 1)[0]
    // A query's slack is made of it.
    guard greatestNorm >= 0, greatestNorm <= 0x1p80 else {
      throw FileDamage(folder.location(name + ".norm.npy"), "\(greatestNorm) is the length of no row")
    }
  }

  /// The first damage that anybody met in the files, if any.
  package var damage: FileDamage? { coarse.damage ?? fine.damage ?? scalars.damage ?? fineErrors.damage }

  /// Whether a block of rows may be scanned.
  func hasSoundCoarse(_ rows: Range<Int>) -> Bool {
    coarse.isSound(rows.lowerBound * rowBytes..<rows.upperBound * rowBytes) && scalars.isSound(rows)
  }

  /// Whether listed rows may be scanned.
  func hasSoundCoarse(_ rows: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    coarse.isSound(rows, count, width: rowBytes) && scalars.isSound(rows, count, width: 1)
  }

  /// Whether listed rows may be estimated by both planes.
  func isSound(_ rows: UnsafePointer<UInt32>, _ count: Int) -> Bool {
    hasSoundCoarse(rows, count) && fine.isSound(rows, count, width: rowBytes)
      && fineErrors.isSound(rows, count, width: 1)
  }
}
