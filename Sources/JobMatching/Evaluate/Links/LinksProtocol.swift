import Evaluation
import LinkGraph

/// How links between careers and occupations are learned in `Evaluator.links`.
package struct LinksProtocol: Sendable {
  /// How many no-hires a hire the scores by template are learned with: many, for they only count.
  package var ratioNoHires = 50
  /// How many the regression is.
  package var regressionNoHires = 20
  /// How many the links of several meta links are, whose quality is the plain ratio.
  package var combinedNoHires = 4
  /// The costs that the regressions choose from.
  package var costs: [Double] = [0.125, 0.25, 0.5, 1]
  /// Decides which no-hires are drawn and which seekers are held out.
  package var seed: UInt64 = 1

  /// What the report is made with.
  package init() {}

  /// What links of one meta link may join, and how many hires of the usual kind are added to a link's evidence.
  static let templates: [(text: String, smoothing: Double)] = [
    ("past_occupation:occupation", 100), ("degree:occupation", 5), ("industry:occupation", 20),
    ("major:occupation", 20),
    ("past_group:group", 20), ("past_major_group:major_group", 20), ("degree:job_zone", 5), ("degree:group", 5),
    ("previous_ability:ability", 20), ("previous_ability:occupation", 20), ("past_occupation:ability", 20),
  ]

  /// What the regression and links of several meta links may join: the same but abilities, which come by threes.
  static var plainTemplates: [String] { templates.map(\.text).filter { !$0.contains("ability") } }
}

/// What is learned of the training hires for `Evaluator.links`.
struct LearnedOccupationLinks: Sendable {
  let fields: OccupationFields
  let shares: [Double]
  /// Links of one meta link each, with all they were counted on.
  let single: CareerLinks
  /// Links of one meta link each, with the weights of a regression.
  let weighed: WeighedLinks
  let regression: LinkRegression
  /// Links of up to three meta links that point to hires, with the weights of another regression.
  let combined: CareerLinks
  let combinedRegression: LinkRegression
  let shared: SharedAttributes

  init(
    training: [ObservedHire], codes: [[String]], profiles: OccupationProfiles?, settings: LinksProtocol,
    progress: StageProgress.Handler
  ) throws {
    func step(_ done: Int) {
      progress(StageProgress("learn links", done: done, of: 4, unit: "graphs", isFinished: done == 4))
    }
    step(0)
    let fields = OccupationFields(training: training, codes: codes, profiles: profiles)
    self.fields = fields
    shares = OccupationPopularity(training: training, candidateCount: codes.count).shares
    func pairs(_ noHires: Int) throws -> OccupationPairs {
      try OccupationPairs(training, fields: fields, noHiresAHire: noHires, seed: settings.seed)
    }
    var options = MiningOptions()
    (options.threads, options.maximumSize, options.keepsMoreNoHires) = (2, 1, true)
    let templates = try LinksProtocol.templates.map { try LinkTemplate($0.text) }
    let plain = try LinksProtocol.plainTemplates.map { try LinkTemplate($0) }
    single = try CareerLinks(pairs(settings.ratioNoHires), templates: templates, options: options, fields: fields)
    step(1)
    func fit(_ pairs: OccupationPairs, _ links: CareerLinks) throws -> LinkRegression {
      var choice = RegressionOptions()
      (choice.costs, choice.seed) = (settings.costs, settings.seed)
      return try LinkRegression.fit(
        pairs: pairs.pairs, features: LinkFeatures(of: pairs.pairs, in: links.table, threads: 2),
        linkCount: links.count,
        options: choice)
    }
    let some = try pairs(settings.regressionNoHires)
    let links = try CareerLinks(some, templates: plain, options: options, fields: fields)
    regression = try fit(some, links)
    weighed = WeighedLinks(name: "single links", links: links, weights: regression.weights)
    step(2)
    shared = SharedAttributes(some, fields: fields, shares: shares)
    let few = try pairs(settings.combinedNoHires)
    (options.maximumSize, options.keepsMoreNoHires) = (3, false)
    combined = try CareerLinks(few, templates: plain, options: options, fields: fields)
    step(3)
    combinedRegression = try fit(few, combined)
    step(4)
  }

  /// All scores that weights are chosen for, and the numbers of those without the regression, and without the ratios.
  var scores: (all: LinkScores, ratio: [Int], regression: [Int], combined: [Int]) {
    let scores = LinkScores(
      fields: fields, links: single, smoothing: LinksProtocol.templates.map(\.smoothing), shares: shares,
      weighed: [weighed, WeighedLinks(name: "combined links", links: combined, weights: combinedRegression.weights)])
    let last = scores.names.count - 1
    return (scores, Array(0..<last - 1), [0, 1, 2, last - 1], [0, 1, 2, last])
  }
}
