import JobMarket
import MarketStorage
import Testing

/// What an import gathers or remembers over many rows comes out as if each row had been written alone.
@Suite("Many rows")
struct BulkImportTests {
  private let field = AttributeField.skill

  /// A value of 0 to 36 bytes; each comes several times, and many differ in one byte only.
  private func value(_ row: Int) -> String {
    let number = row &* 7919 % 1500
    return String(repeating: "x", count: number % 33) + (number % 33 == 0 ? "" : String(number))
  }

  private func job(_ row: Int) -> Job {
    var job = Job(id: "\(row)", title: "Baker")
    job.attributes[field] = [
      value(row), ["K", "e\u{301}"][row % 2], ["\u{e9}", "\u{212a}", "日本"][row % 3], value(row / 2),
    ]
    job.attributes[.language] = [value(row + 1)]
    return job
  }

  private func write(_ jobs: [Job], to store: MarketStore) throws -> ImportReport {
    try MarketImporter(store).importFile(named: "jobs.jsonl") { file in
      for (row, job) in jobs.enumerated() {
        try file.add(MarketRecord(.job(job), location: SourceLocation(file: "jobs.jsonl", line: row + 1)))
      }
    }
  }

  @Test("Values have the numbers of their first coming, over files and in every field")
  func values() throws {
    let folder = try StoreFolder()
    var (skills, languages) = (Vocabulary(), Vocabulary())
    for rows in [0..<700, 500..<3000] {
      let store = try MarketStore(folder: folder.path)
      let jobs = rows.map(job)
      _ = try write(jobs, to: store)
      for job in jobs {
        for value in job.attributes[field] ?? [] { _ = skills.intern(value) }
        for value in job.attributes[.language] ?? [] { _ = languages.intern(value) }
      }
      #expect(try store.vocabulary(field) == skills)
      #expect(try store.vocabulary(.language) == languages)
      let last = try #require(jobs.last)
      let stored = try #require(try store.job(id: last.id))
      #expect(stored.job == last)
      #expect(stored.valueIDs[field] == last.attributes[field]?.map { skills.id(of: $0) ?? .max })
      try store.close()
    }
    #expect(skills.count > 1000)
  }

  @Test("The log has one change a written row, in the order of the rows", arguments: [1, 63, 64, 65, 200])
  func changes(count: Int) throws {
    let folder = try StoreFolder()
    let store = try MarketStore(folder: folder.path)
    let known = (0..<count).map(job)
    _ = try write(known, to: store)
    var expected = (1...Int64(count)).map {
      MarketChange(sequence: $0, kind: .job, key: $0, action: .insert)
    }
    #expect(try store.changes(after: 0) == expected)
    // By threes: one stays, one changes, one closes; then as many new ones.
    let again = (0..<2 * count).map { row in
      var job = job(row)
      if row < count, row % 3 == 1 { job.title = "Cook" }
      if row < count, row % 3 == 2 { job.status = .closed }
      return job
    }
    _ = try write(again, to: store)
    for row in 0..<2 * count where row >= count || row % 3 > 0 {
      let action: MarketChange.Action = row >= count ? .insert : row % 3 == 1 ? .update : .close
      expected.append(
        MarketChange(sequence: Int64(expected.count + 1), kind: .job, key: Int64(row + 1), action: action))
    }
    #expect(try store.changes(after: 0) == expected)
  }
}
