import JobMarket

extension JobIndex {
  /// A job as this index takes it in: its values as they are called now, what overlays know of it among them.
  ///
  /// - Throws: `IndexError` for vectors of a model that the index does not have, and for a field that an overlay holds.
  /// O(values + overlays log entries).
  func admitted(_ job: IndexedJob) throws(IndexError) -> IndexedJob {
    if let key = job.vectors.keys.filter({ schema.dimensions[$0] == nil }).min() {
      throw IndexError.unknownVectors(key, of: job.key, held: schema.models(of: key.field))
    }
    guard !installedOverlays.isEmpty || !schema.aliases.isEmpty else { return job }
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

  /// Whether jobs that both hold have the same columns in both, whatever jobs came or went: models, overlays and aliases are the
  /// same. O(overlays).
  func hasColumns(of other: JobIndex) -> Bool {
    // An overlay's few edits are jobs that came anew.
    schema == other.schema
      && installedOverlays.mapValues(\.base.identity) == other.installedOverlays.mapValues(\.base.identity)
  }
}
