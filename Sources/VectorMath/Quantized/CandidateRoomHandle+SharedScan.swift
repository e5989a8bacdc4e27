import CVectorKernels

extension CandidateRoomHandle {
  /// Scans a range of rows for several searches, a block at a time: each is answered as alone.
  ///
  /// - Parameters:
  ///   - range: begins at a multiple of 64.
  ///   - selections: what each search wants; none is a list.
  ///   - blocks: the coarse plane in blocks; `nil` to read it by rows.
  static func scan(
    _ range: Range<Int>, for rooms: [CandidateRoomHandle], wanting selections: [RowSelection],
    codes: QuantizedMatrix, blocks: AlignedMemoryHandle<UInt8>?
  ) {
    withFilters(of: selections[...], []) { filters in
      for start in stride(from: range.lowerBound, to: range.upperBound, by: block) {
        let part = start..<min(start + block, range.upperBound)
        guard rooms.allSatisfy({ $0.mayRead(part) }) else { return }
        if rooms.count == 1, blocks == nil {
          rooms[0].scan(part, filter: filters[0])
          continue
        }
        for (room, filter) in zip(rooms, filters) where !room.isShared { room.scan(part, filter: filter) }
        let sharing = zip(rooms, filters).filter { $0.0.isShared }
        guard !sharing.isEmpty else { continue }
        var questions = sharing.map { room, filter in room.question(filter: filter) }
        jm_nibble_scan_shared(
          (blocks ?? codes.coarse).elements, blocks == nil ? JM_LAYOUT_ROWS : JM_LAYOUT_BLOCKS, codes.rowBytes,
          codes.scalars.elements, part.lowerBound, part.count, &questions, questions.count)
        for ((room, _), question) in zip(sharing, questions) { room.take(question.kept, ofScanned: part.count) }
      }
    }
  }

  /// The words of each selection's bits, all at once.
  private static func withFilters(
    of selections: ArraySlice<RowSelection>, _ filters: [UnsafePointer<UInt64>?],
    _ body: ([UnsafePointer<UInt64>?]) -> Void
  ) {
    switch selections.first {
    case nil: body(filters)
    case .bits(let bits):
      bits.withWordBuffer { withFilters(of: selections.dropFirst(), filters + [$0.baseAddress], body) }
    case .all, .list, .passing: withFilters(of: selections.dropFirst(), filters + [nil], body)
    }
  }
}
