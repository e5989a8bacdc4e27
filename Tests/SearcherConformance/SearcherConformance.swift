import JobMarket
import Retrieval

/// What every exact searcher must do, whatever it is made of: the same questions, and the answers by definition.
///
/// ```swift
/// @Test(arguments: SearcherConformance.Check.allCases)
/// func conforms(check: SearcherConformance.Check) throws {
///   let conformance = SearcherConformance { index, closed, threads in MySearcher(index, closed: closed) }
///   #expect(try conformance.violations(of: check) == [])
/// }
/// ```
///
/// Small whole numbers make every sum exact, so that equality is asked for, ties included; vectors of other numbers are
/// compared by the one shape that scores have everywhere (`DenseDot`).
package struct SearcherConformance: Sendable {
  /// A searcher to be judged.
  package typealias Searcher = JobRetriever & JobCounter

  /// Makes the searcher of an index, some of whose jobs were closed since, for a number of threads.
  package typealias Factory =
    @Sendable (_ index: JobIndex, _ closed: Set<JobKey>, _ threads: Int) throws -> any Searcher

  let make: Factory

  /// Judges what a factory makes.
  package init(_ make: @escaping Factory) { self.make = make }

  /// One demand.
  package enum Check: String, CaseIterable, Sendable, CustomStringConvertible {
    case anyQuery = "Any query over any index gets the answer by definition"
    case manyBlocks = "An index far longer than a block makes no difference"
    case vectors = "Vectors with ties, duplicates, zeros and any numbers, at any pass rate and k"
    case fusions = "A vector of any weight beside other scorers, in any order, with ties made by rounding"
    case fewJobs = "No job and one job"
    case subset = "A filtered search is a search over the subset"
    case prefix = "The first ten of a thousand are the ten of ten"
    case threads = "The number of threads changes nothing"
    case hidden = "Hidden jobs leave their places to those behind them"
    case offers = "An offer holds from its first moment until its last"
    case requirements = "Required, forbidden and alternative scorers leave out what they say"
    case combinations = "Weights of values are added up, or the best or the mean of them counts"
    case explanation = "An explanation has the score of the answer"
    case facets = "Facets of any query count what it leaves, their own clauses left out"
    case counts = "Many counts at once are those of each alone"
    case refusals = "A question that does not fit is refused"

    package var description: String { rawValue }
  }

  /// What a searcher did otherwise than demanded, in words; empty when it conforms.
  ///
  /// - Throws: what the searcher throws where it should have answered.
  package func violations(of check: Check) throws -> [String] {
    switch check {
    case .anyQuery: try anyQuery()
    case .manyBlocks: try manyBlocks()
    case .vectors: try vectors()
    case .fusions: try fusions()
    case .fewJobs: try fewJobs()
    case .subset: try subset()
    case .prefix: try prefix()
    case .threads: try threads()
    case .hidden: try hidden()
    case .offers: try offers()
    case .requirements: try requirements()
    case .combinations: try combinations()
    case .explanation: try explanation()
    case .facets: try facets()
    case .counts: try counts()
    case .refusals: try refusals()
    }
  }
}
