import GRDB

/// The tables of `market.sqlite`, in the versions they went through.
///
/// A key is the market's own number of a row: `AUTOINCREMENT`, so that it is never given twice. Texts and ids are the
/// source's. Events refer to keys, not ids: half the size, and a person who is deleted takes their rows along. Nested parts
/// are JSON text. The largest text of a row stands last, so that a scan of the others need not read its pages.
enum MarketSchema {
  /// `application_id` of a market: the letters `jobM`.
  static let applicationID: Int32 = 0x6A6F_624D

  /// The migrations from an empty file to today's schema.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 market") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: nouns)
      try database.execute(sql: events)
      try database.execute(sql: record)
      for table in MarketTable.all {
        for index in table.secondaryIndexes { try database.execute(sql: index.create) }
      }
    }
    migrator.registerMigration("2 job changes") { database in
      // For `jobChanges(after:)`, which must not read the many more changes of other kinds.
      try database.execute(sql: "CREATE INDEX change_of_jobs ON change(sequence) WHERE kind = 'job'")
    }
    migrator.registerMigration("3 aliases") { database in
      // `sequence` is that of the alias's change; without a successor the value answers as itself again.
      try database.execute(
        sql: """
          CREATE TABLE attribute_alias(
            sequence INTEGER PRIMARY KEY, field TEXT NOT NULL, value INTEGER NOT NULL, successor INTEGER) STRICT
          """)
    }
    return migrator
  }

  private static let nouns = """
    CREATE TABLE seeker(
      key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, headline TEXT NOT NULL, positions TEXT, skills TEXT,
      education TEXT, place TEXT, wants TEXT, attributes TEXT, text TEXT NOT NULL) STRICT;
    CREATE TABLE job(
      key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, company TEXT NOT NULL,
      industry TEXT NOT NULL, places TEXT, remote TEXT, employmentType TEXT, seniority TEXT NOT NULL, skills TEXT, pay TEXT,
      openings INTEGER, postedAt INTEGER, expiresAt INTEGER, status TEXT NOT NULL, attributes TEXT,
      description TEXT NOT NULL) STRICT;
    CREATE TABLE request(
      key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
      seeker INTEGER NOT NULL REFERENCES seeker(key) ON DELETE CASCADE, query TEXT NOT NULL, filters TEXT,
      channel TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
    CREATE TABLE campaign(
      key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
      job INTEGER NOT NULL REFERENCES job(key) ON DELETE CASCADE, bid REAL NOT NULL, dailyBudget REAL NOT NULL,
      timeZone TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER) STRICT;
    """

  private static let events = """
    CREATE TABLE impression(
      key INTEGER PRIMARY KEY AUTOINCREMENT, request INTEGER NOT NULL REFERENCES request(key) ON DELETE CASCADE,
      job INTEGER NOT NULL REFERENCES job(key) ON DELETE CASCADE, rank INTEGER NOT NULL, flow TEXT, at INTEGER NOT NULL,
      UNIQUE(request, job, rank)) STRICT;
    CREATE TABLE engagement(
      key INTEGER PRIMARY KEY AUTOINCREMENT, seeker INTEGER NOT NULL REFERENCES seeker(key) ON DELETE CASCADE,
      job INTEGER NOT NULL REFERENCES job(key) ON DELETE CASCADE, kind TEXT NOT NULL, at INTEGER NOT NULL,
      dwellSeconds REAL, request INTEGER REFERENCES request(key) ON DELETE SET NULL,
      UNIQUE(seeker, job, kind, at)) STRICT;
    CREATE TABLE hire(
      key INTEGER PRIMARY KEY AUTOINCREMENT, seeker INTEGER NOT NULL REFERENCES seeker(key) ON DELETE CASCADE,
      job INTEGER NOT NULL REFERENCES job(key) ON DELETE CASCADE, at INTEGER NOT NULL, UNIQUE(seeker, job, at)) STRICT;
    CREATE TABLE feedback(
      key INTEGER PRIMARY KEY AUTOINCREMENT, seeker INTEGER NOT NULL REFERENCES seeker(key) ON DELETE CASCADE,
      job INTEGER NOT NULL REFERENCES job(key) ON DELETE CASCADE, at INTEGER NOT NULL, category TEXT NOT NULL,
      text TEXT NOT NULL, UNIQUE(seeker, job, at)) STRICT;
    """

  private static let record = """
    CREATE TABLE attribute_value(
      field TEXT NOT NULL, id INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY(field, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE change(
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key INTEGER NOT NULL, action TEXT NOT NULL) STRICT;
    CREATE TABLE audit_group(
      seeker INTEGER NOT NULL REFERENCES seeker(key) ON DELETE CASCADE, dimension TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY(seeker, dimension)) STRICT, WITHOUT ROWID;
    """
}
