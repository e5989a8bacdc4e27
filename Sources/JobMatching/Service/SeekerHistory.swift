import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// What a seeker did and says, as the recommender reads it.
struct SeekerHistory {
  /// The words of the jobs engaged with: the sum of their vectors, length 1.
  var words = SparseVector.zero
  /// How many jobs that is.
  var jobCount = 0
  /// The words of the profile and the stated wishes, length 1.
  var profile = SparseVector.zero
  /// Where the jobs engaged with are, and where the seeker lives and looks; without repetition, in order of first use.
  var centers: [Coordinate] = []
  /// The occupations and skills of both; none where the index has none or they have no weight.
  var entities = SeekerEntities()
  /// Jobs not to be shown again.
  var hidden: Set<JobKey> = []

  /// Reads a seeker's record; what happened after `options.asOf` is not looked at.
  init(of seeker: Seeker, service: MatchService, index: JobIndex, _ options: MatchOptions) throws {
    let hides = options.includesSeen ? [.apply, .dismiss] : Set(service.workspace.configuration.recommend.hides)
    var places: [Coordinate] = []
    var vectors: [SparseVector] = []
    var seen: Set<String> = []
    var keys: [JobKey] = []
    for engagement in try service.store.engagements(ofSeeker: seeker.id) where engagement.at <= options.asOf {
      guard let stored = try service.store.job(id: engagement.job) else { continue }
      if hides.contains(engagement.kind) { hidden.insert(stored.key) }
      guard engagement.kind != .dismiss, seen.insert(engagement.job).inserted else { continue }
      jobCount += 1
      keys.append(stored.key)
      vectors.append(service.vectors.vector(of: service.facts.document(of: stored.job)))
      places += service.facts.points(of: stored.job)
    }
    // A repost of a hidden job is the same job.
    for key in hidden { hidden.formUnion(index.reposts(of: key)) }
    words = SparseVector.sum(vectors).normalized
    profile = service.vectors.vector(of: SeekerHistory.profileText(seeker, asOf: options.asOf))
    places += SeekerHistory.ownPlaces(seeker, service.gazetteer)
    var distinct: Set<Coordinate> = []
    centers = places.filter { distinct.insert($0).inserted }
    entities = try SeekerHistory.entities(of: seeker, jobs: keys, service, index, options)
  }

  /// What the jobs engaged with are indexed under, the oldest first, and what the profile says.
  private static func entities(
    of seeker: Seeker, jobs: [JobKey], _ service: MatchService, _ index: JobIndex, _ options: MatchOptions
  ) throws -> SeekerEntities {
    var entities = SeekerEntities()
    let settings = service.workspace.configuration.recommend
    let fields = SharedEntities.fields.filter { settings.weight(of: $0) > 0 }
    guard let shared = service.entities, !fields.isEmpty else { return entities }
    let columns = try shared.columns(service.statistics, service.vocabulary)
    let profile = try shared.values(of: seeker, asOf: options.asOf)
    for field in fields {
      guard var column = columns[field] else { continue }
      let interest = column.interest(
        history: jobs.map { index.values(of: $0, field: field) }, profile: profile[field] ?? [],
        aliases: index.aliases)
      // Of whom nothing is known in a field, nothing is missing either.
      guard !interest.own.isEmpty else { continue }
      (entities.columns[field], entities.interests[field]) = (column, interest)
    }
    return entities
  }

  /// Where a seeker lives and looks.
  static func ownPlaces(_ seeker: Seeker, _ gazetteer: PlaceGazetteer) -> [Coordinate] {
    ([seeker.place].compactMap { $0 } + seeker.wants.places).compactMap {
      $0.coordinate ?? gazetteer.resolve($0.text)?.coordinate
    }
  }

  /// Everything a seeker says about their work, in one text; positions that began after a moment are left out.
  static func profileText(_ seeker: Seeker, asOf: Instant = Instant(milliseconds: .max)) -> String {
    let positions = seeker.positions.filter { $0.start.map { $0 <= asOf } ?? true }
    return ([seeker.headline, seeker.text] + positions.map(\.title) + seeker.wants.titles + seeker.skills)
      .joined(separator: "\n")
  }
}

extension Configuration.Recommend {
  /// What a shared value of a field counts.
  func weight(of field: AttributeField) -> Float {
    switch field {
    case .occupation: occupationWeight
    case .skill: skillWeight
    default: 0
    }
  }
}
