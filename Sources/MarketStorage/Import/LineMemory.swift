/// At which line of the file a row was first named, by key: 4 bytes a row, in pages that exist only where keys were named.
package struct LineMemory {
  /// 4096 lines each, or none; 0 stands for no line.
  private var pages: [[Int32]] = []
  private static let pageShift = 12

  package init() {}

  /// How many lines there is room for; 4 bytes each.
  package var capacity: Int { pages.reduce(0) { $0 + $1.count } }

  /// Notes a row's line, 1 or more, unless it has one; returns the one it had. O(1) amortized.
  @discardableResult
  package mutating func remember(_ key: Int64, _ line: Int) -> Int? {
    let (page, place) = (Int(key >> LineMemory.pageShift), Int(key) & (1 << LineMemory.pageShift - 1))
    while pages.count <= page { pages.append([]) }
    if pages[page].isEmpty { pages[page] = Array(repeating: 0, count: 1 << LineMemory.pageShift) }
    let first = pages[page][place]
    if first != 0 { return Int(first) }
    pages[page][place] = Int32(clamping: max(line, 1))
    return nil
  }
}
