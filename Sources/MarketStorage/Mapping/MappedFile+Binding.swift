extension MappedFile {
  /// The records with every column's number in a header.
  ///
  /// Throws `MarketFileError` when a record reads a column that the file lacks, or the file has a column that is neither
  /// read nor dropped.
  func bound(to header: [String], file: String) throws -> [RecordTemplate] {
    var indices: [String: Int] = [:]
    for (index, name) in header.enumerated() { indices[name] = index }
    var used: Set<Int> = []
    let bound = try records.map { template in
      try template.mapColumns { column in
        guard let index = indices[column.name] else {
          throw MarketFileError(
            file: file, line: 1, problem: "the mapping reads column '\(column.name)', which the file lacks",
            advice: NearestName.advice(for: column.name, among: header))
        }
        used.insert(index)
        var column = column
        column.index = index
        return column
      }
    }
    for (index, name) in header.enumerated() where !used.contains(index) && !drop.includes(name) {
      throw MarketFileError(
        file: file, line: 1, problem: "column '\(name)' is neither used nor dropped by the mapping",
        advice: "list it under `drop` or use it in a record")
    }
    return bound
  }

  /// The reject for an object with a key that is neither read nor dropped, or `nil`.
  func unusedKey(of object: JSONObject, at location: SourceLocation) -> Reject? {
    if case .all = drop { return nil }
    let used = Set(records.flatMap(\.columns).flatMap { [$0.name, $0.path.first ?? ""] })
    guard let member = object.members.first(where: { !used.contains($0.key) && !drop.includes($0.key) }) else {
      return nil
    }
    return Reject(
      location: location, key: member.key, found: member.value.found,
      allowed: "keys that the mapping uses or lists under `drop`", reason: "The key is neither used nor dropped.")
  }
}
