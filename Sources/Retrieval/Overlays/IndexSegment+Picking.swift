import JobMarket
import VectorMath

extension IndexSegment {
  /// Some of its rows as a segment of their own, every number as it is.
  ///
  /// - Parameter rows: rising.
  /// O(their size).
  func picking(_ rows: [Int]) -> IndexSegment {
    var text = SparseMatrix(columnCount: termCount)
    for row in rows { text.appendRow(columns: Array(self.text[row].columns), values: Array(self.text[row].values)) }
    var groups: [UInt32] = []
    var identities: [RepostIdentity] = []
    var numbersOfGroups: [RepostIdentity: UInt32] = [:]
    for row in rows {
      let identity = reposts.identity(of: row)
      let known = identity == .alone ? nil : numbersOfGroups[identity]
      groups.append(known ?? UInt32(identities.count))
      guard known == nil else { continue }
      if identity != .alone { numbersOfGroups[identity] = UInt32(identities.count) }
      identities.append(identity)
    }
    var picked = IndexSegment(
      keys: rows.map { keys[$0] }, textModel: textModel, text: text, values: values.mapValues { $0.picking(rows) },
      numbers: numbers.mapValues { column in rows.map { column[$0] } }, points: points.mapValues { $0.picking(rows) },
      expiry: rows.map { expiry[$0] },
      reposts: RepostGroups(groups, identities: numbersOfGroups.isEmpty ? [] : identities))
    picked.overlayFields = overlayFields
    picked.givenValues = givenValues.mapValues { $0.picking(rows) }
    for field in vectorFields { picked.vectors[field.key] = picking(rows, field) }
    picked.terms = picked.values.mapValues(TermColumn.init)
    picked.pointOrders = picked.points.mapValues(PointColumn.init)
    picked.offers = Offers(expiry: picked.expiry, posted: picked.numbers[.postedAt])
    return picked
  }

  private func picking(_ rows: [Int], _ field: VectorField) -> VectorColumn? {
    guard let column = vectors[field.key] else { return nil }
    var builder = VectorColumnBuilder(field)
    for row in rows {
      do {
        let isThere = column.present?.contains(row) ?? true
        try builder.append(isThere ? column.search.matrix.row(row) : nil, key: keys[row])
      } catch {
        preconditionFailure("a row of a segment fits a segment: \(error)")
      }
    }
    return builder.finish()
  }
}

extension ListColumn {
  /// Some of its rows. O(their elements).
  fileprivate func picking(_ rows: [Int]) -> ListColumn {
    var picked = ListColumn()
    for row in rows { picked.append(self[row]) }
    return picked
  }
}
