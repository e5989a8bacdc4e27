import JobMarket

extension LinkSheet {
  /// What somebody decided who edited the sheet: an edit for each changed cell, line after line; none where nothing changed.
  /// O(length).
  ///
  /// What was decided by hand and is no longer in the sheet is cleared, and the rest of that line's decisions are made anew.
  ///
  /// - Parameters:
  ///   - text: the edited sheet.
  ///   - file: its name, for messages.
  ///   - at: when.
  ///   - author: who.
  ///   - reason: why.
  /// - Throws: `LinkGraphError` naming line and column of the first cell that cannot be read: a line of another graph's link included.
  public func edits(
    from text: String, file: String, at: Instant, author: String, reason: String
  ) throws -> [LinkEdit] {
    let rows = try SheetText.rows(text, file: file)
    guard let first = rows.first else { throw LinkGraphError.sheet(file, 1, "the sheet is empty") }
    var places: [String: Int] = [:]
    for (place, name) in first.cells.enumerated() where places.updateValue(place, forKey: name) != nil {
      if LinkSheet.columns.contains(name) {
        throw LinkGraphError.sheet(file, first.line, "column '\(name)' stands twice")
      }
    }
    for name in ["node", "seeker", "job", "state", "weightByHand", "note"] where places[name] == nil {
      throw LinkGraphError.sheet(file, first.line, "column '\(name)' is missing")
    }
    var edits: [LinkEdit] = []
    var lines: [Int: Int] = [:]
    for row in rows.dropFirst() {
      guard row.cells.count >= first.cells.count else {
        throw LinkGraphError.sheet(
          file, row.line, "\(row.cells.count) cells where the first line has \(first.cells.count)")
      }
      let line = Line(file: file, row: row, places: places)
      let node = try self.node(line)
      if let other = lines.updateValue(row.line, forKey: node) {
        throw line.problem("node", "link \(node) stands on line \(other), too")
      }
      let actions = try actions(line, node)
      guard !actions.isEmpty else { continue }
      let link = served.graph.named(node, name: words.name)
      for (column, action) in actions {
        do {
          edits.append(try LinkEdit(action, link, at: at, author: author, reason: reason))
        } catch let error as LinkGraphError {
          throw line.problem(column, error.description)
        }
      }
    }
    return edits
  }

  private struct Line {
    let file: String
    let row: SheetText.Row
    let places: [String: Int]

    func cell(_ column: String) -> String { SheetText.text(ofCell: row.cells[places[column] ?? 0]) }

    func problem(_ column: String, _ what: String) -> LinkGraphError {
      LinkGraphError.sheet(file, row.line, "column '\(column)': \(what)")
    }
  }

  /// The line's link, which must be this graph's.
  private func node(_ line: Line) throws -> Int {
    let text = line.cell("node")
    guard let node = Int(text), (0..<served.graph.count).contains(node) else {
      throw line.problem("node", "'\(plainText(text))' is no link of this graph; 0 to \(served.graph.count - 1) are")
    }
    let link = served.graph[node]
    for (column, expected) in [
      ("seeker", side(link) { ($0.seekerField, $1.seekerValue) }), ("job", side(link) { ($0.jobField, $1.jobValue) }),
    ] where line.cell(column) != expected {
      throw line.problem(
        column,
        "link \(node) of this graph has '\(plainText(expected))', not '\(plainText(line.cell(column)))'; "
          + "the sheet is of another graph, or the cell was changed: write a new one")
    }
    return node
  }

  /// What changed in a line, with the column that says so.
  private func actions(_ line: Line, _ node: Int) throws -> [(String, LinkEdit.Action)] {
    let standing = served.standing[node]
    let decision = try decision(line)
    let weight = try weight(line)
    let note = line.cell("note").replacing("\r\n", with: "\n")
    let oldDecision: LinkEdit.Action? = standing?.isBanned == true ? .ban : standing?.isPinned == true ? .pin : nil
    // Compared as it was written: a spreadsheet that gives a cell back as it is has changed nothing.
    let oldNote = LinkSheet.shownNote(standing)
    let newNote = note == oldNote ? standing?.note ?? "" : note
    let isCleared = oldDecision != nil && decision == nil || standing?.weight != nil && weight == nil
    var actions: [(String, LinkEdit.Action)] = isCleared ? [("state", .clear)] : []
    if let decision, isCleared || decision != oldDecision { actions.append(("state", decision)) }
    if let weight, isCleared || weight != standing?.weight { actions.append(("weightByHand", .weigh(weight))) }
    if isCleared ? !newNote.isEmpty : note != oldNote { actions.append(("note", .note(newNote))) }
    return actions
  }

  private func decision(_ line: Line) throws -> LinkEdit.Action? {
    switch line.cell("state").lowercased() {
    case "pinned", "pin": return .pin
    case "banned", "ban": return .ban
    case "", ServedLinks.State.served.rawValue, ServedLinks.State.tooPoor.rawValue.lowercased(): return nil
    default:
      throw line.problem(
        "state", "'\(plainText(line.cell("state")))' is no state; pinned, banned, served, tooPoor or nothing are")
    }
  }

  private func weight(_ line: Line) throws -> Float? {
    let text = line.cell("weightByHand")
    if text.isEmpty { return nil }
    guard let weight = Float(text), weight.isFinite, weight >= 0 else {
      throw line.problem(
        "weightByHand", "'\(plainText(text))' is no number of 0 or more, such as 2.5; leave the cell empty for none")
    }
    return weight
  }
}
