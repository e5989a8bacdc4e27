import JobMarket

/// What an index is made of, in numbers: what `jobmatch index status` prints.
public struct IndexStatus: Hashable, Sendable, Codable {
  /// Its segments, the oldest first.
  public var segments: [Segment]
  /// How many segments, counted from the last, are its tail: in memory alone.
  public var tailSegments: Int
  /// The change of the record that it stands at; 0 where it follows none.
  public var sequence: Int64
  /// The vectors it has, by field and model.
  public var vectors: [VectorField]
  /// The text model.
  public var textModel: String
  /// By field of vectors, the model that is asked with.
  public var servedModels: [String: String]
  /// What comes from outside the jobs, by rising field.
  public var overlays: [Overlay]
  /// How many values answer as others.
  public var aliases: Int

  /// An overlay.
  public struct Overlay: Hashable, Sendable, Codable {
    /// Its field.
    public var field: AttributeField
    /// What made it.
    public var id: String
  }

  /// A segment.
  public struct Segment: Hashable, Sendable, Codable {
    /// The folder that it was opened from; `nil` for one in memory.
    public var folder: String?
    /// Its rows, dead ones included.
    public var rows: Int
    /// Rows that no query sees: their jobs were deleted, or changed since.
    public var dead: Int
    /// Bytes of attributes, text vectors and codes, all in memory.
    public var memoryBytes: Int
    /// Bytes of vectors: mapped where it was opened from files, else in memory.
    public var vectorBytes: Int
  }

  /// How many jobs it holds, closed and expired ones too.
  public var jobs: Int { segments.reduce(0) { $0 + $1.rows - $1.dead } }
  /// How many of them are in the tail.
  public var tailJobs: Int { segments.suffix(tailSegments).reduce(0) { $0 + $1.rows - $1.dead } }
  /// The share of all rows that are dead, 0 to 1.
  public var deadShare: Double {
    let rows = segments.reduce(0) { $0 + $1.rows }
    return rows == 0 ? 0 : Double(segments.reduce(0) { $0 + $1.dead }) / Double(rows)
  }
  /// Bytes of all segments.
  public var bytes: Int { segments.reduce(0) { $0 + $1.memoryBytes + $1.vectorBytes } }
}

extension JobIndex {
  /// What it is made of. O(segments × columns).
  public var status: IndexStatus {
    IndexStatus(
      segments: segments.map { segment in
        IndexStatus.Segment(
          folder: segment.folder, rows: segment.count, dead: segment.dead?.count ?? 0,
          memoryBytes: segment.memoryBytes, vectorBytes: segment.vectorBytes)
      }, tailSegments: tailLength, sequence: sequence, vectors: vectorFields, textModel: textModel,
      servedModels: servedModels, overlays: overlays.map { IndexStatus.Overlay(field: $0.field, id: $0.id) },
      aliases: aliases.canonicalValues.values.reduce(0) { $0 + $1.count })
  }
}

extension IndexSegment {
  /// Bytes of keys, expiry, groups, text vectors, attributes and codes.
  fileprivate var memoryBytes: Int {
    let text = text.offsets.count * 8 + text.columns.count * 8
    return attributeByteCount + text + vectors.values.reduce(count * 24) { $0 + $1.byteCount }
  }

  fileprivate var vectorBytes: Int { vectors.values.reduce(0) { $0 + count * $1.dimension * 4 } }
}
