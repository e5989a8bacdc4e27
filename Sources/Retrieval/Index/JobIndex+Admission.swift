import JobMarket

extension JobIndex {
  /// A job as this index takes it in: what overlays know of it is among its values.
  ///
  /// - Throws: `IndexError` for vectors of a model that the index does not have, and for a field that an overlay holds.
  /// O(values + overlays log entries).
  func admitted(_ job: IndexedJob) throws(IndexError) -> IndexedJob {
    if let key = job.vectors.keys.filter({ schema.dimensions[$0] == nil }).min() {
      throw IndexError.unknownVectors(key, of: job.key, held: schema.models(of: key.field))
    }
    guard !installedOverlays.isEmpty else { return job }
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
    return job
  }

  /// Whether jobs that both hold have the same columns in both, whatever jobs came or went: models, codes, overlays and aliases
  /// are the same. O(1).
  func hasColumns(of other: JobIndex) -> Bool {
    // An overlay's few edits are jobs that came anew.
    columnsID == other.columnsID
  }
}
