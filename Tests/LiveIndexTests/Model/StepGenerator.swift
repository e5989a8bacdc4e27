import JobMarket
import Retrieval
import VectorMath

/// Steps as a market would make them, from a seed.
struct StepGenerator {
  private var world: LiveWorld
  /// The jobs as they are after the steps so far, from which the next ones follow.
  private var known = NaiveIndex()

  init(seed: UInt64, keyBound: Int64) { world = LiveWorld(seed: seed, keyBound: keyBound) }

  /// What may come next, and how often.
  private static let shares: [(kind: Kind, share: Int)] = [
    (.upsertAny, 26), (.changeOne, 10), (.many, 8), (.close, 10), (.expire, 5), (.touch, 2), (.flood, 1), (.ask, 24),
    (.merge, 5), (.mergeAll, 2), (.publish, 2), (.restart, 3), (.clock, 2), (.laterFields, 1),
  ]

  private enum Kind {
    case upsertAny, changeOne, many, close, expire, touch, flood, ask, merge, mergeAll, publish, restart, clock
    case laterFields
  }

  mutating func steps(_ count: Int) -> [LiveStep] {
    (0..<count).map { _ in
      let step = step()
      if case .change(let changes) = step { known.apply(changes) }
      return step
    }
  }

  /// Many changes at once.
  mutating func flood(_ count: Int) -> LiveStep {
    let changes = (0..<count).map { _ in anyChange() }
    known.apply(changes)
    return .change(changes)
  }

  private mutating func step() -> LiveStep {
    var drawn = world.random.uniform(below: StepGenerator.shares.reduce(0) { $0 + $1.share })
    for (kind, share) in StepGenerator.shares {
      drawn -= share
      if drawn < 0 { return step(kind) }
    }
    return step(.ask)
  }

  private mutating func step(_ kind: Kind) -> LiveStep {
    switch kind {
    case .upsertAny:
      return .change([.upsert(world.job(world.key()))])
    case .changeOne:
      guard let key = existing() else { return step(.upsertAny) }
      return .change([.upsert(world.job(key))])
    case .many:
      return .change((0..<world.random.uniform(in: 2...12)).map { _ in anyChange() })
    case .close:
      // Now and then one that is closed already, or never was.
      let key = world.random.bernoulli(0.1) ? world.key() : existing() ?? world.key()
      return .change([.remove(key)])
    case .expire:
      guard let key = existing(), var job = known.jobs[key] else { return step(.upsertAny) }
      job.expiresAt = Instant(seconds: world.now)
      return .change([.upsert(job)])
    case .touch:
      guard let key = existing(), let job = known.jobs[key] else { return step(.upsertAny) }
      return .change([.upsert(job)])
    case .flood:
      let count = world.random.uniform(in: 1...Int(min(world.keyBound, 300)))
      return .change((0..<count).map { _ in anyChange() })
    case .ask:
      return .ask(world.question(jobCount: known.jobs.count))
    case .merge:
      let (first, second) = (world.random.uniform(), world.random.uniform())
      return .merge(from: min(first, second), to: max(first, second))
    case .mergeAll:
      return .merge(from: 0, to: 1)
    case .publish:
      return .publish
    case .restart:
      return .restart(batch: world.random.element(of: [1, 2, 7, 50, 1000]))
    case .clock:
      world.now += Int64(world.random.uniform(in: 1...4))
      return step(.ask)
    case .laterFields:
      world.hasLaterFields = true
      return step(.upsertAny)
    }
  }

  private mutating func anyChange() -> IndexChange {
    world.random.bernoulli(0.25) ? .remove(world.key()) : .upsert(world.job(world.key()))
  }

  private mutating func existing() -> JobKey? {
    let keys = known.jobs.keys.sorted()
    return keys.isEmpty ? nil : world.random.element(of: keys)
  }
}
