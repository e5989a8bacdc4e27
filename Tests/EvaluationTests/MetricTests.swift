import Evaluation
import Foundation
import Testing

@Suite struct MetricTests {
  @Test func recallCountsThePlacesUpToK() {
    #expect([1, 9, 10, 11].map { Metric.recall(10).value(atRank: $0) } == [1, 1, 1, 0])
    #expect([1, 2, 4].map { Metric.meanReciprocalRank.value(atRank: $0) } == [1, 0.5, 0.25])
  }

  @Test func everyStandardMetricHasItsOwnNameAndMeaning() {
    #expect(Metric.standard.map(\.k) == [1, 5, 10, 20, 50, nil])
    #expect(Set(Metric.standard.map(\.definition)).count == 6)
    #expect(Metric.standard.allSatisfy { !$0.definition.contains("\n") })
  }

  @Test func aPlaceBeforeTheFirstIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = Metric.meanReciprocalRank.value(atRank: 0) }
  }

  @Test func groupsAreSortedAndLeaveOutTheUnknown() {
    let groups = CaseSubset.groups(by: "gender", ["Women", "Men", "", "Women"])
    #expect(groups.map(\.name) == ["gender=Men", "gender=Women"])
    #expect(groups.map(\.members) == [[1], [0, 3]])
  }

  @Test func aLineHasExactlyEightKeys() throws {
    let line = EvaluationLine(
      protocol: "quickhire", model: "popularity", metric: "mrr", k: nil, value: 0.5, low: 0.25, high: 0.75, n: 4)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = String(decoding: try encoder.encode(line), as: UTF8.self)
    let keys =
      #""high":0.75,"k":null,"low":0.25,"metric":"mrr","model":"popularity","n":4,"protocol":"quickhire","value":0.5"#
    #expect(text == "{\(keys)}")
    #expect(try JSONDecoder().decode(EvaluationLine.self, from: Data(text.utf8)) == line)
  }
}
