import Foundation
import JobMarket
import JobMatching

/// The texts that are standardized, spread evenly over their files.
struct Inputs {
  /// Descriptions of NHS adverts.
  let adverts: [String]
  /// The same adverts as jobs, with their titles.
  let jobs: [Job]
  /// Titles of vacancies.
  let titles: [String]
  /// Those of them that the slower peer has.
  let peerTitles: [String]

  init(data: URL, adverts count: Int, titles titleCount: Int) throws {
    let texts = try SkillSample.texts(of: .nhs, data: data).map { $0[0] }
    adverts = Inputs.spread(texts.map(\.text), count)
    let allTitles = try TextStandardizer.vacancyTitles(data: data)
    titles = Inputs.spread(allTitles, titleCount)
    peerTitles = Inputs.spread(titles, titleCount / 10)
    let jobTitles = Inputs.spread(allTitles, count)
    jobs = adverts.enumerated().map { number, text in
      var job = Job(id: "\(number)", title: jobTitles[number % jobTitles.count])
      job.description = text
      return job
    }
  }

  /// How many bytes the adverts have together.
  var byteCount: Int { adverts.reduce(0) { $0 + $1.utf8.count } }

  private static func spread(_ all: [String], _ count: Int) -> [String] {
    guard all.count > count else { return all }
    return (0..<count).map { all[$0 * all.count / count] }
  }
}
