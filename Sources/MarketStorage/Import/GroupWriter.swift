import GRDB
import JobMarket

/// Writes `audit_group`, the table apart; its rows enter no change log.
final class GroupWriter {
  private let insert: StatementHandle
  private let select: StatementHandle
  private let update: StatementHandle
  private var row = RowBuffer()
  /// By dimension, the line that named a seeker first in this file.
  private var lines: [ExactText: LineMemory] = [:]

  init(_ database: Database) throws {
    insert = try StatementHandle(
      database, "INSERT INTO audit_group(seeker, dimension, value) VALUES(?, ?, ?) ON CONFLICT DO NOTHING")
    select = try StatementHandle(database, "SELECT value FROM audit_group WHERE seeker = ? AND dimension = ?")
    update = try StatementHandle(
      database, "UPDATE audit_group SET value = ?3 WHERE seeker = ?1 AND dimension = ?2")
  }

  func write(_ group: GroupMembership, seeker: Int64, _ record: MarketRecord) throws -> TableWriter.Outcome {
    row.removeAll()
    row.append(seeker)
    row.append(group.dimension)
    row.append(group.value)
    let first = lines[ExactText(group.dimension), default: LineMemory()].remember(seeker, record.location.line)
    if try insert.execute(row) == 1 { return .inserted }
    let isSame = try select.first(row, columns: 0..<2) { $0.text(0) == group.value } ?? false
    if isSame || record.policy != .replace { return .unchanged }
    if let first { return .duplicate(firstLine: first) }
    try update.execute(row)
    return .updated
  }
}
