/// The words by which a text says that a skill is needed, welcome or not needed.
struct StanceCues: Sendable {
  /// Finds the cues; phrases in the order of `kinds`.
  let matcher: PhraseMatcher
  /// What each cue does.
  let kinds: [Kind]

  /// What a cue does to the skills of its clause.
  enum Kind: Sendable {
    /// The skills behind it: `no experience in`.
    case negatesBehind
    /// The skills behind it up to the next comma: `without`.
    case negatesNext
    /// The skills before it: `not required`.
    case negatesBefore
    case requiresBehind
    case requiresBefore
    case prefersBehind
    case prefersBefore
    /// Ends what was said before: `but`.
    case turns
    /// Looks like a cue and is none: `as required`.
    case nothing
  }

  /// All cues.
  static let shared = StanceCues()

  private init() {
    let listed = StanceCues.phrases.flatMap { kind, phrases in phrases.map { (kind, $0) } }
    kinds = listed.map(\.0)
    matcher = PhraseMatcher(listed.map(\.1)) { _ in false }
  }

  private static let objects = [
    "skills", "skill", "criteria", "requirements", "experience", "knowledge", "qualifications",
  ]

  private static let phrases: [(Kind, [String])] = [
    (
      .negatesBehind,
      ["", "previous ", "prior ", "specific ", "formal "].flatMap { adjective in
        ["experience", "knowledge", "qualifications", "training"].flatMap { noun in
          ["in", "of", "with"].map { "no \(adjective)\(noun) \($0)" }
        }
      } + [
        "no need for", "no need to", "do not need", "does not require", "do not require", "don't need",
        "doesn't require",
        "don't require", "need not have", "not looking for",
      ]
    ),
    (.negatesNext, ["without"]),
    (
      .negatesBefore,
      ["", "strictly ", "always ", "absolutely "].flatMap { adverb in
        ["required", "necessary", "needed", "essential", "mandatory", "a requirement", "a must"].map {
          "not \(adverb)\($0)"
        }
      } + ["isn't required", "isn't necessary", "isn't essential", "isn't needed", "aren't required", "unnecessary"]
    ),
    (
      .requiresBehind,
      [
        "must have", "must be", "you must", "you will need", "you'll need", "you will have", "you'll have",
        "we require",
        "requires", "proficient in", "proficient with", "proficiency in", "requirements include", "mandatory skills",
      ] + ["essential", "required", "minimum", "necessary"].flatMap { word in objects.map { "\(word) \($0)" } }
    ),
    (.requiresBefore, ["essential", "required", "mandatory", "is a must", "are a must", "necessary", "is needed"]),
    (
      .prefersBehind,
      [
        "ideally", "preferably", "nice to have", "nice to haves", "bonus points for", "bonus points if", "would love",
        "good to have", "advantage if", "preferred but not required",
      ] + ["desirable", "preferred", "desired"].flatMap { word in objects.map { "\(word) \($0)" } }
    ),
    (
      .prefersBefore,
      [
        "desirable", "desired", "preferred", "preferable", "a plus", "an advantage", "a advantage", "advantageous",
        "a bonus",
        "beneficial", "would be useful", "an asset", "nice to have but not required", "desirable but not essential",
        "preferred but not essential", "not essential but desirable", "not required but preferred",
      ]
    ),
    (.turns, ["but", "however", "although", "though"]),
    (
      .nothing,
      ["as", "when", "where", "if", "whenever"].flatMap { word in
        ["required", "necessary", "desired", "needed", "preferred"].map { "\(word) \($0)" }
      } + ["an essential", "essential role", "essential part", "essential that", "necessary to", "required to"]
    ),
  ]
}
