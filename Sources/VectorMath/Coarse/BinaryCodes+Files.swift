/// RaBitQ codes as columns, which are read whole when they are opened.
///
/// | column | content |
/// |---|---|
/// | `<name>.rabitq.bits` | u8 [blocks of 64 rows, bits · 8]: the plane |
/// | `<name>.rabitq.scalars` | u32 [n]: factor and error, a bfloat16 each |
/// | `<name>.rabitq.mean` | f32 [d]: the mean row |
/// | `<name>.rabitq.signs` | i64: the rotation's random words |
extension BinaryCodes {
  /// Writes the codes, which must be RaBitQ's. O(rows × bits).
  package func write(_ name: String, to folder: inout ColumnFolderWriter) throws(FileDamage) {
    precondition(kind == .rabitq, "plain signs are made when they are asked for")
    let blocks = (rowCount + BinaryCodes.block - 1) / BinaryCodes.block
    try folder.write(plane, name + ".rabitq.bits", shape: [blocks, BinaryCodes.block * bits / 8])
    try folder.write(scalars, name + ".rabitq.scalars", shape: [rowCount])
    try folder.write(mean, name + ".rabitq.mean", shape: [dimension])
    try folder.write((0..<signs.count).map { Int64(bitPattern: signs.elements[$0]) }, name + ".rabitq.signs")
  }

  /// Reads codes of so many rows. O(rows × bits).
  package init(_ name: String, in folder: ColumnFolder, rows: Int, dimension: Int) throws(FileDamage) {
    let width = BinaryCodes.width(dimension: dimension)
    let blocks = (rows + BinaryCodes.block - 1) / BinaryCodes.block
    (kind, rowCount, self.dimension, bits, self.width) = (.rabitq, rows, dimension, width, width)
    plane = try folder.read(name + ".rabitq.bits", shape: [blocks, BinaryCodes.block * width / 8])
    scalars = try folder.read(name + ".rabitq.scalars", shape: [rows])
    mean = try folder.read(name + ".rabitq.mean", shape: [dimension])
    let words: [Int64] = try folder.elements(
      name + ".rabitq.signs", count: BinaryCodes.signWords(width: width, rotations: 1))
    signs = AlignedMemoryHandle(words.map(UInt64.init(bitPattern:)))
  }
}
