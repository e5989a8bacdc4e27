import EntityStandardization
import JobMarket
import MarketStorage
import VectorMath

/// What is learned of all jobs before any can be laid out: their words and the places they name, in one reading.
struct JobSurvey {
  /// The words, named by their content: equal words and weights are one model wherever they were learned.
  let words: TextVectors
  /// The places, and how many jobs there are.
  let places: PlaceSurvey

  init(_ store: MarketStore, _ configuration: Configuration, _ progress: StageProgress.Handler) throws {
    var fitter = TextVectors.Fitter()
    var places = PlaceSurvey()
    try store.readJobs { batch in
      for job in batch.map(\.job) {
        fitter.add(JobFacts.document(of: job, configuration))
        places.add(job)
      }
      progress(StageProgress("learn words and places", done: places.jobCount, unit: "jobs"))
    }
    progress(StageProgress("learn words and places", done: places.jobCount, unit: "jobs", isFinished: true))
    let words = fitter.model(named: "")
    self.words = words.named("words-" + JobSurvey.checksum(words))
    self.places = places
  }

  private static func checksum(_ words: TextVectors) -> String {
    var checksum = CRC32C()
    for (term, weight) in zip(words.terms, words.inverseDocumentFrequencies) {
      checksum.update(Array("\(term) \(weight.bitPattern)\n".utf8))
    }
    return String(checksum.value, radix: 16)
  }
}
