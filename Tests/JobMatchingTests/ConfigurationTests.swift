import Foundation
import JobMarket
import JobMatching
import Testing

@Suite("Configuration")
struct ConfigurationTests {
  @Test("The reference lists every key of the tree once, and nothing else")
  func reference() throws {
    let tree = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(Configuration())) as? [String: [String: Any]])
    let keys = tree.flatMap { section, values in values.keys.map { "\(section).\($0)" } }
    #expect(Set(Configuration.reference.map(\.path)) == Set(keys))
    #expect(Configuration.reference.count == keys.count)
  }

  @Test("The commented file is the configuration it was made from")
  func roundTrip() throws {
    var configuration = Configuration()
    configuration.attributes.additionalFields = [try #require(AttributeField("shift"))]
    configuration.text.parts = [.title, .description]
    configuration.places.geonames = "/data/geo names: 1"
    configuration.recommend.placeScaleKilometers = 12.5
    configuration.evaluate.seed = 99
    let text = try configuration.commentedYAML()
    #expect(try Configuration(yaml: text, file: "f") == configuration)
    #expect(text.contains("# How many jobs are shown, 1 to 10000. The default is 10."))
  }

  @Test("What is left out has its default", arguments: ["", "# nothing\n", "recommend:\n", "recommend: {}\n"])
  func defaults(yaml: String) throws {
    #expect(try Configuration(yaml: yaml, file: "f") == Configuration())
  }

  @Test(
    "A mistake names file, line, key, what was found and what is allowed",
    arguments: [
      ("recommend:\n  cuont: 3\n", ["f:2", "recommend.cuont", "did you mean 'count'?"]),
      ("recommend:\n  count: many\n", ["recommend.count", "'many'"]),
      ("recommend:\n  count: 0\n", ["recommend.count", "found 0", "1 to 10000"]),
      ("recommend:\n  placeWeight: -1\n", ["recommend.placeWeight", "0 to 1000000"]),
      ("recommend:\n  placeWeight: .nan\n", ["recommend.placeWeight"]),
      ("recommend:\n  placeScaleKilometers: 1e30\n", ["recommend.placeScaleKilometers"]),
      ("places:\n  nearKilometers: 1e30\n", ["places.nearKilometers"]),
      ("text:\n  parts: []\n", ["text.parts"]),
      ("text:\n  parts: [title, colour]\n", ["text.parts", "'colour'"]),
      ("attributes:\n  additionalFields: [2nd]\n", ["'2nd' is not a field name"]),
      ("attributes:\n  additionalFields: [gender]\n", ["attributes.additionalFields", "groups files"]),
      ("recommend: 3\n", ["recommend", "'3'", "keys"]),
      ("a: [\n", ["YAML"]),
      ("- 1\n", ["a list", "keys"]),
    ] as [(String, [String])])
  func mistakes(yaml: String, expected: [String]) {
    let error = #expect(throws: ConfigurationError.self) { try Configuration(yaml: yaml, file: "f") }
    for part in expected {
      #expect(error?.description.contains(part) ?? false, "'\(error?.description ?? "")' should say '\(part)'")
    }
  }

  @Test("The guide's reference page is the one generated from the keys")
  func guide() throws {
    let guide = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Guides/Configuration.md")
    let text = try String(contentsOf: guide, encoding: .utf8)
    #expect(text.contains(try Configuration().commentedYAML()))
  }
}
