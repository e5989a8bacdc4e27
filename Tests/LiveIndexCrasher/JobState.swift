import JobMarket

/// What a job of the crasher is: everything that its writes change.
struct JobState: Hashable, CustomStringConvertible {
  var version: Int
  var isOpen: Bool
  /// The first second at which it is not offered.
  var expiry: Int64?

  init(version: Int, isOpen: Bool, expiry: Int64?) {
    (self.version, self.isOpen, self.expiry) = (version, isOpen, expiry)
  }

  /// What a job of the record is; `nil` for one that no crasher wrote.
  init?(_ job: Job) {
    guard let version = job.title.split(separator: " ").last.flatMap({ Int($0) }) else { return nil }
    self.init(version: version, isOpen: job.status == .open, expiry: job.expiresAt.map { $0.milliseconds / 1000 })
  }

  var description: String { "baker \(version) \(isOpen ? "open" : "closed") \(expiry.map(String.init) ?? "-")" }

  func job(_ id: String) -> Job {
    var job = Job(id: id, title: "Baker \(id) \(version)")
    job.company = "Company \(version % 3)"
    job.description = "Night \(version % 2 == 0 ? "shift" : "work") \(version)"
    job.status = isOpen ? .open : .closed
    job.expiresAt = expiry.map { Instant(seconds: $0) }
    return job
  }
}
