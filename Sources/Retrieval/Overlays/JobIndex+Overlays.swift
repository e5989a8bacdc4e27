import JobMarket

extension JobIndex {
  /// What comes from outside the jobs, by field: installed in every segment, and in the jobs that come.
  public var overlays: [Overlay] { installedOverlays.values.sorted { $0.field < $1.field } }

  /// The overlay of a field, if the index has one.
  public func overlay(of field: AttributeField) -> Overlay? { installedOverlays[field] }

  /// The index with an overlay, in place of the one of the same field where there is one. O(jobs + values).
  ///
  /// No other column of a segment is touched, nor copied. The next query sees it.
  /// - Throws: `IndexError` when jobs have a field of that name themselves.
  public func settingOverlay(_ overlay: Overlay) throws -> JobIndex {
    let field = overlay.field
    for segment in segments where !segment.overlayFields.contains(field) && segment.hasField(field) {
      throw IndexError.badQuery(
        "an overlay cannot be called '\(field)': jobs have a field of that name; give the overlay another one")
    }
    var index = mapSegments { $0.overlaid(by: overlay, aliases: schema.aliases) }
    index.installedOverlays[field] = overlay
    return index
  }

  /// The index with other values of an overlay for some jobs. O(edited + `Overlay.editing`); where more than one job in
  /// 256 is edited, O(jobs + values).
  ///
  /// - Parameters:
  ///   - field: the overlay's.
  ///   - values: by job; an empty list for none.
  ///   - id: what made the overlay that it now is.
  /// - Throws: `IndexError` when there is no such overlay, or it holds numbers.
  public func editingOverlay(_ field: AttributeField, values: [JobKey: [ValueID]], id: String) throws -> JobIndex {
    try editingOverlay(
      field, entries: values.mapValues { $0.isEmpty ? .nothing : .values($0.risingOnce) }, areNumbers: false, id: id)
  }

  /// The same for an overlay of numbers; `nil` for none.
  public func editingOverlay(_ field: AttributeField, numbers: [JobKey: Double?], id: String) throws -> JobIndex {
    if let bad = numbers.filter({ $0.value.map { !$0.isFinite } ?? false }).keys.min() {
      throw IndexError.notFinite(bad, what: "the number of overlay '\(field)'")
    }
    return try editingOverlay(
      field, entries: numbers.mapValues { number in number.map { .number($0) } ?? .nothing }, areNumbers: true, id: id)
  }

  /// The index without an overlay. O(segments).
  ///
  /// - Throws: `IndexError` when there is none of that field.
  public func removingOverlay(_ field: AttributeField) throws -> JobIndex {
    _ = try requiredOverlay(field)
    var index = mapSegments { $0.removingOverlay(field) }
    index.installedOverlays[field] = nil
    return index
  }

  /// Beyond one job in so many, columns are made anew.
  static let editedShare = 256

  /// Puts the rows of jobs whose entry is another than before into the tail, as a change of the job would. O(edited); where those
  /// are many, O(jobs + values): the columns are made anew.
  private func editingOverlay(
    _ field: AttributeField, entries: [JobKey: Overlay.Entry], areNumbers: Bool, id: String
  ) throws -> JobIndex {
    let overlay = try requiredOverlay(field)
    guard overlay.holdsNumbers == areNumbers else {
      throw IndexError.badQuery(
        "overlay '\(field)' holds \(overlay.holdsNumbers ? "numbers" : "values"): give it such, or set it anew")
    }
    let edited = overlay.editing(entries, id: id)
    let changed = entries.keys.filter { overlay.entry(of: $0) != edited.entry(of: $0) && contains($0) }
    guard changed.count <= max(16, count / JobIndex.editedShare) else { return try settingOverlay(edited.laidDown) }
    var index = self
    index.installedOverlays[field] = edited
    var rows: [Int: [Int]] = [:]
    var renewed: [IndexSegment] = []
    for key in changed.sorted() {
      guard let (segment, row) = position(of: key) else { continue }
      rows[segment, default: []].append(row)
    }
    for (segment, rows) in rows.sorted(by: { $0.key < $1.key }) {
      index.segments[segment] = segments[segment].killing(rows.lazy.map { UInt32($0) })
      renewed.append(segments[segment].picking(rows).overlaid(by: edited, aliases: schema.aliases))
    }
    for segment in renewed { try index.appendToTail(segment) }
    return index
  }

  private func requiredOverlay(_ field: AttributeField) throws(IndexError) -> Overlay {
    guard let overlay = installedOverlays[field] else {
      let names = overlays.map { "'\($0.field)'" }.joined(separator: ", ")
      throw IndexError.badQuery(
        "the index has no overlay '\(field)'" + (names.isEmpty ? "" : ", but \(names)"))
    }
    return overlay
  }

  /// A segment with this index's aliases and overlays, where it has not got them. O(rows + values) for each that it lacks.
  func completing(_ segment: IndexSegment) -> IndexSegment {
    var segment = segment
    for (field, successors) in schema.aliases.canonicalValues where segment.givenValues[field] == nil {
      segment.rename(field, successors)
    }
    return installedOverlays.filter { !segment.overlayFields.contains($0.key) }
      .reduce(segment) { $0.overlaid(by: $1.value, aliases: schema.aliases) }
  }
}
