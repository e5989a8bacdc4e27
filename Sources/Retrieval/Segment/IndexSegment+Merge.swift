import JobMarket
import VectorMath

extension IndexSegment {
  /// The living rows of several segments of one text model in one, in the order of their keys.
  ///
  /// Every number of a row is copied, so that a query scores it as before. O(size).
  ///
  /// - Parameter segments: in which a key is alive once at most.
  package init(merging segments: [IndexSegment]) {
    var rows: [(key: JobKey, segment: Int, row: Int)] = []
    for (number, segment) in segments.enumerated() {
      for row in 0..<segment.count where segment.isAlive(row) { rows.append((segment.keys[row], number, row)) }
    }
    rows.sort { $0.key < $1.key }
    var fields: [VectorKey: VectorField] = [:]
    for field in segments.flatMap(\.vectorFields) { fields[field.key] = field }
    var builder = Builder(
      textModel: segments[0].textModel, termCount: segments[0].termCount,
      vectorFields: fields.sorted { $0.key < $1.key }.map(\.value))
    for (_, number, row) in rows {
      let segment = segments[number]
      do {
        try builder.append(segment.job(row), reposts: segment.reposts.identity(of: row))
      } catch {
        preconditionFailure("a row of a segment fits a segment: \(error)")
      }
    }
    self = builder.finish()
    for segment in segments { overlayFields.formUnion(segment.overlayFields) }
  }

  /// A row as the job it was made of; the text of its group of reposts is not known any more.
  func job(_ row: Int) -> IndexedJob {
    var job = IndexedJob(key: keys[row])
    let reader = reader(row)
    for field in values.keys { job.values[field] = reader.values(of: field) }
    for (field, column) in numbers where !column[row].isNaN { job.numbers[field] = column[row] }
    for field in points.keys { job.points[field] = reader.points(of: field) }
    job.text = text(row)
    for (key, column) in vectors where column.present?.contains(row) ?? true {
      job.vectors[key] = column.search.matrix.row(row)
    }
    job.expiresAt = expiry[row] == .max ? nil : Instant(milliseconds: expiry[row])
    return job
  }
}
