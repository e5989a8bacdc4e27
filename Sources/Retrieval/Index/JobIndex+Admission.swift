import JobMarket

extension JobIndex {
  /// A job as this index takes it in: its values as they are called now, what overlays know of it among them.
  ///
  /// - Throws: `IndexError` for vectors of a model that the index does not have, and for a field that an overlay holds.
  /// O(values + overlays log entries).
  func admitted(_ job: IndexedJob) throws(IndexError) -> IndexedJob {
    for key in job.vectors.keys.sorted() where schema.dimensions[key] == nil {
      throw IndexError.unknownVectors(key, of: job.key, held: schema.models(of: key.field))
    }
    var job = job
    for (field, overlay) in installedOverlays {
      guard job.values[field] == nil, job.numbers[field] == nil, job.points[field] == nil else {
        throw IndexError.badQuery(
          "job \(job.key.rawValue): field '\(field)' is an overlay's, of '\(overlay.id)': jobs have none of that name")
      }
      switch overlay.entry(of: job.key) {
      case .values(let values): job.values[field] = values
      case .number(let number): job.numbers[field] = number
      case .nothing: break
      }
    }
    guard !schema.aliases.isEmpty else { return job }
    for field in schema.aliases.fields {
      if let values = job.values[field] { job.values[field] = schema.aliases.canonical(values, in: field) }
    }
    return job
  }

  /// A segment that was merged aside, as this index has its segments now: of the vectors that are live, with the overlays of
  /// now, its values as they are called now.
  ///
  /// - Parameters:
  ///   - segment: of jobs that the index holds or held.
  ///   - then: the index whose segments were merged; what has not changed since is not done again.
  /// O(segments) where nothing has; O(rows + values) for each overlay and field of aliases that has; O(rows × dimension) for
  /// each model that was added.
  package func fitted(_ segment: IndexSegment, since then: JobIndex) -> IndexSegment {
    var segment = segment
    for key in segment.vectors.keys where schema.dimensions[key] == nil { segment.vectors[key] = nil }
    for field in vectorFields where segment.vectors[field.key] == nil && then.schema.dimensions[field.key] == nil {
      segment.vectors[field.key] = vectors(field, for: segment)
    }
    if schema.aliases != then.schema.aliases { segment = segment.canonical(schema.aliases) }
    for field in segment.overlayFields where installedOverlays[field] == nil {
      segment = segment.removingOverlay(field)
    }
    for (field, overlay) in installedOverlays {
      // Jobs edited since stand in the tail, and their rows here are dead.
      if segment.overlayFields.contains(field), then.installedOverlays[field]?.base.identity == overlay.base.identity {
        continue
      }
      segment = segment.overlaid(by: overlay, aliases: schema.aliases)
    }
    return segment
  }

  /// The same index with its jobs in other segments, which fit it (`fitted`), and no tail. O(segments).
  package func replacingSegments(with segments: [IndexSegment]) -> JobIndex {
    var index = self
    (index.segments, index.tailLength) = (segments, 0)
    return index
  }

  /// What this index's segments have of a model, a row a row of another segment.
  private func vectors(_ field: VectorField, for segment: IndexSegment) -> VectorColumn? {
    var builder = VectorColumnBuilder(field)
    for key in segment.keys {
      var vector: [Float]?
      if let (home, row) = location(of: key), let column = home.vectors[field.key], column.present?.contains(row) ?? true {
        vector = column.search.matrix.row(row)
      }
      do {
        try builder.append(vector, key: key)
      } catch {
        preconditionFailure("a vector of a segment fits a segment: \(error)")
      }
    }
    return builder.finish()
  }
}
