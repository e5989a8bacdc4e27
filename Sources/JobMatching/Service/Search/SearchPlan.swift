import EntityStandardization
import JobMarket
import MarketStorage
import Retrieval

/// Turns a search as understood into a query of one index, and says in words what it did.
struct SearchPlan {
  let service: MatchService
  let index: JobIndex
  let search: UnderstoodQuery
  let options: MatchOptions
  /// The conditions, each with the piece of the search that it comes from.
  private(set) var conditions: [(text: String, clause: JobPredicate.Clause)] = []
  private(set) var scorers: [WeightedScorer] = []
  private(set) var servedBy: [String] = []
  private(set) var notes: [String] = []
  /// Cities that the search names.
  private(set) var centers: [Coordinate] = []
  /// What is matched as words.
  private(set) var wordTexts: [String] = []
  /// The occupations and skills asked for, by field.
  var asked: [AttributeField: [String]] = [:]
  /// What values in scorers are called.
  private(set) var valueNames: [AttributeField: [ValueID: String]] = [:]

  /// Plans a search.
  ///
  /// - Throws: `MarketStoreError`.
  init(_ search: UnderstoodQuery, _ service: MatchService, _ index: JobIndex, _ options: MatchOptions) throws {
    (self.search, self.service, self.index, self.options) = (search, service, index, options)
    try addConditions()
    try addPreferences()
    wordTexts += search.words.map(\.meaning)
    notes += search.problems.map { "\($0): no job can be found" } + search.doubts
  }

  /// Says how a piece was read.
  mutating func note(_ range: Range<Int>, _ reading: String) {
    notes.append("read '\(search.written(range))' as \(reading)")
  }

  mutating func note(_ sentence: String) { notes.append(sentence) }

  mutating func require(_ range: Range<Int>, _ clause: JobPredicate.Clause) {
    append((search.written(range), clause))
  }

  mutating func append(_ condition: (text: String, clause: JobPredicate.Clause)) { conditions.append(condition) }

  mutating func score(_ scorer: WeightedScorer, _ part: String? = nil) {
    scorers.append(scorer)
    if let part { servedBy.append(part) }
  }

  mutating func match(words text: String) { wordTexts.append(text) }

  mutating func center(on coordinate: Coordinate) { centers.append(coordinate) }

  mutating func name(_ field: AttributeField, _ id: ValueID, _ label: String) {
    valueNames[field, default: [:]][id] = label
  }

  /// The number of a value, if any job has it.
  func id(_ value: String, _ field: AttributeField) throws -> ValueID? {
    index.fields.contains(field) ? try service.vocabulary.id(of: value, in: field) : nil
  }
}
