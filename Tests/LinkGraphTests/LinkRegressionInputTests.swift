import JobMarket
import LinkGraph
import Testing

@Suite("What links cannot be weighed by")
struct LinkRegressionInputTests {
  private static let values: [AttributeField: [ValueID]] = [.title: [1]]

  private func fit(_ world: World, _ change: (inout RegressionOptions) -> Void = { _ in }) throws {
    var options = RegressionOptions()
    change(&options)
    let pairs = try world.hirePairs()
    let links = try LinkMiner(templates: templates("title:title")).mine(pairs).links
    _ = try LinkRegression.fit(
      pairs: pairs, features: LinkFeatures(of: pairs, in: links), linkCount: links.count, options: options)
  }

  private func message(_ body: () throws -> Void) -> String? {
    do { try body() } catch let error as LinkGraphError { return error.description } catch { return nil }
    return nil
  }

  private func world(hires: Int, noHires: Int, values: [AttributeField: [ValueID]] = values) -> World {
    var world = World()
    world.add(values, values, isHire: true, times: hires)
    world.add(values, values, isHire: false, times: noHires)
    return world
  }

  @Test("No pair, one class alone, no link: each message says what to add")
  func tooLittle() {
    #expect(message { try fit(World()) }?.contains("no pair to weigh links by; give hires") == true)
    #expect(
      message { try fit(world(hires: 5, noHires: 0)) }
        == "all 5 pairs are hires, so nothing tells links apart; add pairs that are no-hires: applications that came to nothing, "
        + "or sampled ones")
    #expect(
      message { try fit(world(hires: 0, noHires: 4)) }
        == "all 4 pairs are no-hires, so nothing tells links apart; add pairs that are hires")
    #expect(message { try fit(world(hires: 4, noHires: 4, values: [:])) }?.contains("no link to weigh") == true)
  }

  @Test("Too few seekers to hold some out are refused; with one cost they are enough")
  func tooFew() throws {
    let world = world(hires: 2, noHires: 1)
    #expect(
      message { try fit(world) { $0.heldOutShare = 0.999 } }?.contains("give more pairs, or one cost alone") == true)
    #expect(message { try fit(world) { $0.heldOutShare = 0.001 } }?.contains("0 pair(s) are held out") == true)
    try fit(world) { $0.costs = [1] }
  }

  @Test("An option out of its range is named with what was found and what is allowed", arguments: wrongOptions)
  func options(wrong: WrongOption) {
    #expect(message { try fit(world(hires: 3, noHires: 3), wrong.change) }?.hasPrefix(wrong.message) == true)
  }
}

/// A change that is refused, and how the message begins.
struct WrongOption: Sendable {
  let message: String
  let change: @Sendable (inout RegressionOptions) -> Void

  init(_ message: String, _ change: @escaping @Sendable (inout RegressionOptions) -> Void) {
    (self.message, self.change) = (message, change)
  }
}

private let wrongOptions = [
  WrongOption("the list of costs is []; 1 or more") { $0.costs = [] },
  WrongOption("the list of costs is [1.0, 0.0]; 1 or more") { $0.costs = [1, 0] },
  WrongOption("the list of costs is [1.0, 1.0]; 1 or more") { $0.costs = [1, 1] },
  WrongOption("the list of costs is [nan]; 1 or more") { $0.costs = [.nan] },
  WrongOption("the list of costs is [inf]; 1 or more") { $0.costs = [.infinity] },
  WrongOption("the share of seekers held out is 1.0; more than 0") { $0.heldOutShare = 1 },
  WrongOption("the share of seekers held out is nan; more than 0") { $0.heldOutShare = .nan },
  WrongOption("the number of standard errors is -1.0; 0 to 10") { $0.standardErrors = -1 },
  WrongOption("the tolerance is 0.0; more than 0") { $0.tolerance = 0 },
  WrongOption("the tolerance is inf; more than 0") { $0.tolerance = .infinity },
]
