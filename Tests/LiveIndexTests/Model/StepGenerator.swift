import JobMarket
import Retrieval
import VectorMath

/// Steps as a market would make them, from a seed.
struct StepGenerator {
  private var world: LiveWorld
  /// The jobs as they are after the steps so far, from which the next ones follow.
  private var known = NaiveIndex(LiveWorld.vectorFields)

  init(seed: UInt64, keyBound: Int64) { world = LiveWorld(seed: seed, keyBound: keyBound) }

  /// What may come next, and how often.
  private static let shares: [(kind: Kind, share: Int)] = [
    (.upsertAny, 26), (.changeOne, 10), (.many, 8), (.close, 10), (.expire, 5), (.touch, 2), (.flood, 1), (.ask, 24),
    (.merge, 6), (.mergeWhile, 3), (.publish, 2), (.restart, 3), (.clock, 2), (.laterFields, 1), (.addModel, 1),
    (.serve, 2), (.retire, 1), (.overlay, 2), (.editOverlay, 4), (.removeOverlay, 1), (.alias, 1),
  ]

  private enum Kind {
    case upsertAny, changeOne, many, close, expire, touch, flood, ask, merge, mergeWhile, publish, restart, clock
    case laterFields, addModel, serve, retire, overlay, editOverlay, removeOverlay, alias
  }

  mutating func steps(_ count: Int) -> [LiveStep] {
    (0..<count).map { _ in
      let step = step()
      know(step)
      return step
    }
  }

  /// Many changes at once.
  mutating func flood(_ count: Int) -> LiveStep {
    let changes = (0..<count).map { _ in anyChange() }
    known.apply(changes)
    return .change(changes)
  }

  private mutating func know(_ step: LiveStep) {
    if case .mergeWhile(let steps) = step { steps.forEach { know($0) } }
    _ = known.perform(step)
    world.models = known.models.values.sorted { $0.key < $1.key }
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
      guard world.random.bernoulli(0.5), var job = known.jobs[key] else { return .change([.remove(key)]) }
      job.expiresAt = Instant(milliseconds: .min)
      return .change([.upsert(job)])
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
      var policy = world.random.bernoulli(0.4) ? MergePolicy.all : MergePolicy()
      if world.random.bernoulli(0.5) {
        policy.mostSegments = world.random.uniform(in: 1...4)
        policy.growth = world.random.element(of: [1, 2, 8, 1000])
        policy.mostDead = world.random.element(of: [0, 0.1, 0.5, 1])
      }
      return .merge(policy, world.random.element(of: MergePlace.allCases))
    case .mergeWhile:
      return .mergeWhile(
        (0..<world.random.uniform(in: 1...4)).map { _ in
          var kinds: [Kind] = [.upsertAny, .changeOne, .many, .close, .expire, .touch, .ask, .editOverlay]
          if world.random.bernoulli(0.3) { kinds = [.addModel, .serve, .retire, .overlay, .removeOverlay, .alias] }
          return step(world.random.element(of: kinds))
        })
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
    default: return outsideStep(kind)
    }
  }

  /// Models, overlays and aliases.
  private mutating func outsideStep(_ kind: Kind) -> LiveStep {
    switch kind {
    case .addModel:
      // Each costs every query something: few are live at a time.
      guard known.models.count < 6 else { return step(.retire) }
      let field = world.random.bernoulli(0.1) ? world.random.element(of: world.models) : world.newModel()
      var vectors: [JobKey: [Float]] = [:]
      for key in known.jobs.keys.sorted() where world.random.bernoulli(0.8) { vectors[key] = world.vector(field) }
      return .addModel(field, vectors)
    case .serve: return .serve(world.random.element(of: world.models + LiveWorld.vectorFields).key)
    case .retire: return .retire(world.random.element(of: world.models + LiveWorld.vectorFields).key)
    case .overlay:
      let holdsNumbers = world.random.bernoulli(0.3)
      return .setOverlay(
        holdsNumbers ? LiveWorld.rank : LiveWorld.node, world.overlay(holdsNumbers: holdsNumbers, share: 0.6))
    case .editOverlay:
      let holdsNumbers = world.random.bernoulli(0.3)
      var edit = world.overlay(
        holdsNumbers: holdsNumbers, share: world.random.element(of: [0.3, 1, 3, 30]) / Double(world.keyBound))
      if holdsNumbers {
        edit.without = [world.key()].filter { edit.numbers[$0] == nil }.reduce(into: []) { $0.insert($1) }
      }
      return .editOverlay(holdsNumbers ? LiveWorld.rank : LiveWorld.node, edit)
    case .removeOverlay: return .removeOverlay(world.random.element(of: [LiveWorld.node, LiveWorld.rank]))
    default:
      let field = world.random.element(of: [.skill, .company, LiveWorld.node])
      // Now and then one that is taken back.
      let old = world.value()
      return .alias(field, old: old, new: world.random.bernoulli(0.25) ? old : world.value())
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
