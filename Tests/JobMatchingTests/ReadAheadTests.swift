import Foundation
import JobMatching
import MarketStorage
import Testing

@Suite("Reading ahead")
struct ReadAheadTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// What a reader's caller sees, call by call.
  private enum Step: Equatable {
    case event(ReadEvent)
    case progress(ReadProgress)
    case failure(String)
  }

  private struct Enough: Error {}

  private func stepsOfReader(_ file: URL) throws -> [Step] {
    let reader = try MarketReader(file: file.path)
    var steps: [Step] = []
    do {
      try reader.read {
        steps.append(.progress($0))
      } into: {
        steps.append(.event($0))
      }
    } catch {
      steps.append(.failure("\(error)"))
    }
    return steps
  }

  private func stepsAhead(_ file: URL, until limit: Int = .max) throws -> [Step] {
    let reader = try MarketReader(file: file.path)
    var steps: [Step] = []
    do {
      try ReadAhead(reader).read {
        steps.append(.progress($0))
      } into: { event in
        if steps.count == limit { throw Enough() }
        steps.append(.event(event))
      }
    } catch {
      steps.append(.failure("\(error)"))
    }
    return steps
  }

  /// Jobs over several chunks of the file, every seventh line broken.
  private func jobs(_ count: Int) -> String {
    let text = String(repeating: "We bake bread. ", count: 40)
    return (0..<count).map { row in
      row % 7 == 3 ? "{\"id\":\(row)" : "{\"id\":\"\(row)\",\"title\":\"Baker \(row)\",\"description\":\"\(text)\"}"
    }.joined(separator: "\n")
  }

  @Test("The caller sees what reading alone shows, call for call", arguments: [0, 1, 511, 512, 513, 6000])
  func sameSteps(count: Int) throws {
    let file = try folder.write(jobs(count), "jobs.jsonl")
    let steps = try stepsAhead(file)
    #expect(steps == (try stepsOfReader(file)))
    #expect(steps.count { if case .event = $0 { true } else { false } } == count)
  }

  @Test("A reader's error comes after the events before it")
  func readerError() throws {
    let file = folder.file("jobs.json")
    try Data("[\(jobs(3).split(separator: "\n")[0]),\n{\"id\":\"2\",\"title\":\"Cook\"} oven".utf8).write(to: file)
    let steps = try stepsAhead(file)
    #expect(steps == (try stepsOfReader(file)))
    #expect(steps.contains { if case .event = $0 { true } else { false } })
    let missing = folder.file("seekers.jsonl")
    let expected = try stepsOfReader(missing)
    #expect(try stepsAhead(missing) == expected)
    guard case .failure = expected.last else { return #expect(Bool(false), "a missing file was read") }
  }

  @Test("What the caller throws ends the reading at once", arguments: [0, 1, 600, 5000])
  func callerError(limit: Int) throws {
    let file = try folder.write(jobs(6000), "jobs.jsonl")
    let steps = try stepsAhead(file, until: limit)
    #expect(steps.dropLast() == (try stepsOfReader(file)).prefix(limit))
    #expect(steps.last == .failure("Enough()"))
  }
}
