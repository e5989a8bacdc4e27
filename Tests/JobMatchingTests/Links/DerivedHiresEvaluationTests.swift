import JobMarket
import JobMatching
import LinkGraph
import SyntheticMarket
import Testing

@Suite("Hires derived on a market that knows its hires")
struct DerivedHiresEvaluationTests {
  private func answer(_ change: (inout DerivedHiresEvaluation) -> Void) throws -> DerivedHiresEvaluation.Answer {
    var evaluation = DerivedHiresEvaluation()
    (evaluation.configuration.jobs, evaluation.configuration.seekers) = (1000, 1500)
    change(&evaluation)
    return try evaluation.answer(seed: 11)
  }

  @Test("Nearly all hires that profiles show are found, and nearly all that are found were hires")
  func defaults() throws {
    let answer = try answer { _ in }
    // Three markets of the default size gave a precision of 0.965 to 0.983 and a recall of shown hires of 0.921 to 0.932.
    #expect(answer.hires > 100 && answer.shown < answer.hires)
    #expect(answer.precision >= 0.9, "\(answer)")
    #expect(answer.recall >= 0.85, "\(answer)")
    #expect(answer.recallOfAll < answer.recall)
    #expect(answer.report.hires == answer.derived)
    #expect(answer.report.outcomes.values.reduce(0, +) == answer.report.applications)
    #expect(answer.byConfidence.first?.derived == answer.derived)
    #expect(zip(answer.byConfidence, answer.byConfidence.dropFirst()).allSatisfy { $0.derived >= $1.derived })
    #expect(answer.report.segments.reduce(0) { $0 + $1.hires } == answer.derived)
  }

  @Test("Profiles that show everything as it was give every hire but those of another application to the company")
  func plain() throws {
    let answer = try answer {
      var careers = RecordedCareers()
      (careers.hireShare, careers.otherMoveShare, careers.spellingShare) = (1, 0, 0)
      (careers.misspelledShare, careers.monthShare, careers.undatedShare) = (0, 0, 0)
      $0.configuration.recordedCareers = careers
    }
    #expect(answer.shown == answer.hires && answer.precision == 1)
    #expect(answer.recall == 1)
  }

  @Test("Profiles that end where the market begins give none")
  func unrecorded() throws {
    let answer = try answer { $0.configuration.recordedCareers = nil }
    #expect(answer.hires > 100 && answer.shown == 0 && answer.derived == 0)
    #expect(answer.precision == 0 && answer.recall == 0)
  }

  @Test("Within fewer days fewer hires are found, and none where nobody was hired")
  func options() throws {
    let all = try answer { _ in }
    let few = try answer { $0.options.days = 10 }
    #expect(few.derived < all.derived / 2 && few.derived > 0)
    // Within ten days of an application made long before the end, it is known that nothing came of it.
    #expect(few.report.noHires > 1000 && all.report.noHires < few.report.noHires)
    let none = try answer { $0.configuration.hireProbability = 0 }
    #expect(none.hires == 0 && none.recall == 0)
    #expect(none.derived < 20)
  }
}
