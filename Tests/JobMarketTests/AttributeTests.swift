import Foundation
import JobMarket
import Testing

@Suite("Fields and vocabularies")
struct AttributeTests {
  @Test("The standard fields keep their own rule")
  func standardFields() {
    for field in AttributeField.standard + [.pay, .postedAt] {
      #expect(AttributeField(field.name) == field)
    }
    #expect(Set(AttributeField.standard).count == AttributeField.standard.count)
  }

  @Test("Names that could do harm elsewhere are refused", arguments: ["", "1st", "a b", "a/b", "a'", "é", "a.b", "-a"])
  func refusedNames(name: String) {
    #expect(AttributeField(name) == nil)
  }

  @Test("A name of 64 bytes is a field, one of 65 is not")
  func nameLength() {
    #expect(AttributeField(String(repeating: "a", count: 64)) != nil)
    #expect(AttributeField(String(repeating: "a", count: 65)) == nil)
  }

  @Test("Attributes encode as an object, and a bad key is named")
  func coding() throws {
    let attributes: Attributes = [.skill: ["Swift", "SQL"]]
    let data = try JSONEncoder().encode(attributes)
    #expect(String(decoding: data, as: UTF8.self) == #"{"skill":["Swift","SQL"]}"#)
    #expect(try JSONDecoder().decode(Attributes.self, from: data) == attributes)
  }

  @Test(
    "Who somebody is is reserved, however it is spelled",
    arguments: ["gender", "Sex", "RACE", "ethnicity", "age", "birthYear", "birth_year", "Date-Of-Birth", "religion"])
  func reserved(name: String) {
    #expect(AttributeField(name)?.isReserved == true)
  }

  @Test("What a job or a seeker offers is not reserved")
  func notReserved() {
    for field in AttributeField.standard + [.pay, .postedAt] { #expect(!field.isReserved) }
    for name in ["ages", "language", "stage", "racecar"] { #expect(AttributeField(name)?.isReserved == false) }
  }

  @Test("A value keeps its first id for ever")
  func vocabulary() throws {
    var vocabulary = Vocabulary()
    #expect(["Swift", "SQL", "Swift", "sql"].map { vocabulary.intern($0) } == [0, 1, 0, 2])
    let restored = try #require(Vocabulary(values: vocabulary.values))
    #expect(restored == vocabulary)
    #expect(restored.id(of: "SQL") == 1)
    #expect(restored.id(of: "Go") == nil)
    #expect(restored[2] == "sql")
    #expect(Vocabulary(values: ["a", "b", "a"]) == nil)
  }

  @Test("A sparse vector sums equal indices in the order given")
  func sparseVectors() {
    let vector = SparseVector([(index: 7, value: 1), (index: 3, value: 2), (index: 7, value: 0.5)])
    #expect(vector.indices == [3, 7])
    #expect(vector.values == [2, 1.5])
    #expect(SparseVector.zero.count == 0)
  }

  @Test(
    "Distances agree with known ones",
    arguments: [(40.7357, -74.1724, 40.7831, -73.9712, 17.8), (0, 0, 0, 180, 20_015)])
  func distances(
    latitude: Double, longitude: Double, otherLatitude: Double, otherLongitude: Double, kilometers: Double
  ) throws {
    let first = try #require(Coordinate(latitude: latitude, longitude: longitude))
    let second = try #require(Coordinate(latitude: otherLatitude, longitude: otherLongitude))
    #expect(abs(first.kilometers(to: second) - kilometers) < 0.006 * kilometers)
    #expect(first.kilometers(to: first) == 0)
    #expect(Coordinate(latitude: 90.1, longitude: 0) == nil)
    #expect(Coordinate(latitude: .nan, longitude: 0) == nil)
  }

  @Test("An explanation knows whether its parts sum")
  func explanations() {
    let words = Explanation(
      0.6, "words", rule: .product, details: [Explanation(2, "weight"), Explanation(0.3, "cosine")])
    #expect(Explanation(1, "score", rule: .sum, details: [words, Explanation(0.4, "place")]).addsUp())
    #expect(!Explanation(1, "score", rule: .sum, details: [words, Explanation(0.41, "place")]).addsUp())
    let wrongBelow = Explanation(0.6, "words", rule: .product, details: [Explanation(2, "weight")])
    #expect(!Explanation(0.6, "score", rule: .sum, details: [wrongBelow]).addsUp())
  }
}
