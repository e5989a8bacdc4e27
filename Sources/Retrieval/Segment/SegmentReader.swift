import JobMarket
import VectorMath

/// Reads an index's columns and holds them against the number of rows.
struct SegmentReader {
  let folder: ColumnFolder
  let layout: SegmentLayout

  init(_ folder: ColumnFolder) throws {
    (self.folder, layout) = (folder, try SegmentLayout(in: folder))
  }

  private func path(_ name: String) -> String { folder.location(name + ".npy") }

  /// A column with a number a row, and some more.
  func column<Element: NPYElement>(_ name: String, extra: Int = 0) throws(FileDamage) -> [Element] {
    let (rows, isBeyond) = layout.jobs.addingReportingOverflow(extra)
    return try folder.elements(name, count: isBeyond ? -1 : rows)
  }

  /// Keys, which rise.
  func keys() throws -> [JobKey] {
    let keys: [Int64] = try column("keys")
    guard zip(keys, keys.dropFirst()).allSatisfy(<) else { throw IndexError.damaged(path("keys"), "keys do not rise") }
    return keys.map(JobKey.init(rawValue:))
  }

  /// Text vectors, whose weights are finite.
  func text() throws -> SparseMatrix {
    let text: SparseMatrix
    do {
      text = try SparseMatrix(
        columnCount: layout.terms, offsets: column("text.offsets", extra: 1), columns: folder.elements("text.terms"),
        values: folder.elements("text.weights"))
    } catch let error as SparseMatrixError {
      throw IndexError.damaged(path("text.offsets"), error.description)
    }
    guard text.values.allSatisfy(\.isFinite) else {
      throw IndexError.damaged(path("text.weights"), "a weight is not finite")
    }
    return text
  }

  /// Group numbers, which must be below the number of rows: a wrong one must not ask for memory.
  func reposts() throws -> RepostGroups {
    let numbers: [UInt32] = try column("reposts")
    guard numbers.allSatisfy({ Int($0) < layout.jobs }) else {
      throw IndexError.damaged(path("reposts"), "a group is out of range")
    }
    let identities: [UInt64] = try folder.elements("reposts.identities")
    let groups = Int(numbers.max().map { $0 + 1 } ?? 0)
    guard identities.isEmpty || identities.count == groups else {
      throw IndexError.damaged(path("reposts.identities"), "\(identities.count) names of \(groups) groups")
    }
    return RepostGroups(numbers, identities: identities.map(RepostIdentity.init(bits:)))
  }

  /// A list a row.
  func lists<Element: NPYElement & Equatable>(_ name: String) throws -> ListColumn<Element> {
    let offsets: [Int64] = try column(name + ".offsets", extra: 1)
    guard let lists = ListColumn<Element>(offsets: offsets, elements: try folder.elements(name)) else {
      throw IndexError.damaged(path(name), "its offsets do not fit it")
    }
    return lists
  }

  /// Value ids, which rise within a row, each once: conditions are tested by walking a row's values and their own.
  func values(_ name: String) throws -> ListColumn<ValueID> {
    let lists: ListColumn<ValueID> = try lists(name)
    for row in 0..<lists.count {
      let (first, end) = (Int(lists.offsets[row]), Int(lists.offsets[row + 1]))
      for place in first..<end where place > first && lists.elements[place] <= lists.elements[place - 1] {
        throw IndexError.damaged(path(name), "row \(row)'s values do not rise")
      }
    }
    return lists
  }

  /// Latitudes and longitudes in turn.
  func points(_ name: String) throws -> ListColumn<Double> {
    let lists: ListColumn<Double> = try lists(name)
    guard zip(lists.offsets, lists.offsets.dropFirst()).allSatisfy({ ($1 - $0) % 2 == 0 }) else {
      throw IndexError.damaged(path(name), "a latitude without a longitude")
    }
    return lists
  }

  /// A column a field.
  func fields<Column>(
    _ fields: [AttributeField], _ read: (AttributeField) throws -> Column
  ) throws -> [AttributeField: Column] {
    try Dictionary(uniqueKeysWithValues: Set(fields).map { ($0, try read($0)) })
  }
}
