import Foundation
import JobMarket
import Retrieval
import Testing

/// Many changes at once are laid out on several threads.
@Suite("Many changes at once")
struct BulkChangeTests {
  private let field = VectorField(name: "organic", model: "one", dimension: 4)

  private func jobs(_ count: Int) -> [IndexedJob] {
    (1...count).map { number in
      var job = IndexedJob(key: JobKey(rawValue: Int64(number)))
      // Repeated and out of order, and a field that comes late.
      job.values[.skill] = [ValueID(number % 7), 3, ValueID(number % 5)]
      if number > 900 { job.values[.company] = [ValueID(number)] }
      if number % 3 == 0 { job.numbers[.pay] = Double(number) }
      job.text = SparseVector([(index: UInt32(number % 3), value: 0.5)])
      if number % 5 == 0 { job.expiresAt = Instant(milliseconds: Int64(number)) }
      if number % 6 < 2 { job.repostGroup = "\(number / 6)" }
      if let point = Coordinate(latitude: Double(number % 90), longitude: 1), number % 2 == 0 {
        job.points[.place] = [point]
      }
      if number % 4 != 0 { job.vectors[field.key] = (0..<4).map { Float(number % (2 + $0)) } }
      return job
    }
  }

  private func changed(_ jobs: [IndexedJob]) throws -> JobIndex {
    try JobIndex([], textModel: "m", termCount: 3, vectorFields: [field]).applying(jobs.map(IndexChange.upsert))
  }

  @Test("They make what the same jobs make one after another, in whatever order they come")
  func same() throws {
    let jobs = jobs(1500)
    let whole = try JobIndex(jobs, textModel: "m", termCount: 3, vectorFields: [field])
    let expected = try IndexFolder(whole)
    for index in [try changed(jobs), try changed(jobs.reversed())] {
      #expect(index.keys == whole.keys && index.fields == whole.fields)
      // Every column, byte for byte.
      let merged = try IndexFolder(index.merged())
      #expect(try merged.names() == expected.names())
      for name in try expected.names() { #expect(try merged.content(name) == expected.content(name), "\(name)") }
      for key in whole.keys {
        #expect(index.vector(of: key, field.key) == whole.vector(of: key, field.key))
        for field in whole.fields {
          #expect(index.values(of: key, field: field) == whole.values(of: key, field: field))
        }
      }
    }
    #expect(whole.values(of: JobKey(rawValue: 1500), field: .skill) == [0, 2, 3])
  }

  @Test("The first job that does not fit is named, be it its vector or another of its facts")
  func faults() throws {
    func refused(_ change: (inout [IndexedJob]) -> Void) -> String {
      var jobs = jobs(1500)
      change(&jobs)
      do {
        _ = try changed(jobs)
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(refused { $0[600].vectors[field.key] = [1, 2] }.contains("601"))
    #expect(refused { $0[500].numbers[.pay] = .nan }.contains("501"))
    let both = refused { jobs in
      jobs[500].numbers[.pay] = .nan
      jobs[600].vectors[field.key] = [1, 2]
    }
    #expect(both.contains("501"))
  }
}
