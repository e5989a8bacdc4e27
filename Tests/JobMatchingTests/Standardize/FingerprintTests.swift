import EntityStandardization
import JobMarket
import JobMatching
import Testing

@Suite("The name of what standardizes")
struct FingerprintTests {
  private struct Parts {
    var concepts = [
      Concept(id: "a", label: "A", isGroup: true), Concept(id: "b", label: "B", isGroup: true),
      Concept(id: "c", label: "C", alternateLabels: ["Cee"], parents: ["a"], description: "of c"),
    ]
    var crosswalk = ["esco:c": OccupationCrosswalk(occupation: "onet:1", confidence: 1)]
    var places = [
      KnownPlace(
        name: "Newark", alternateNames: ["brick city"], region: .init(code: "NJ", name: "New Jersey"),
        country: .init(code: "US", name: "United States"), coordinate: Coordinate(latitude: 40, longitude: -74)!,
        population: 300_000)
    ]
    var corpus = ["Nurse"]
    var isExact = false
    var rules = 1

    func fingerprint() throws -> String {
      StandardizerFingerprint.of(
        try TaxonomyBook(
          taxonomies: [try Taxonomy(name: "esco", field: .occupation, concepts: concepts)], crosswalk: crosswalk),
        PlaceGazetteer(folded: places), corpus: corpus, isExact: isExact, rules: rules)
    }
  }

  @Test("Everything that decides what is found decides it; places of the market alone do not")
  func parts() throws {
    let base = try Parts().fingerprint()
    #expect(try Parts().fingerprint() == base)
    let changes: [(String, (inout Parts) -> Void)] = [
      ("parent", { $0.concepts[2].parents = ["b"] }), ("description", { $0.concepts[2].description = "else" }),
      ("label", { $0.concepts[2].label = "D" }), ("alternate", { $0.concepts[2].alternateLabels = [] }),
      ("group", { $0.concepts[1].isGroup = false }), ("crosswalk", { $0.crosswalk["esco:c"]?.occupation = "onet:2" }),
      ("no crosswalk", { $0.crosswalk = [:] }), ("region", { $0.places[0].region.name = "Jersey" }),
      ("other name", { $0.places[0].alternateNames = [] }), ("country", { $0.places[0].country.name = "America" }),
      ("population", { $0.places[0].population = 1 }), ("corpus", { $0.corpus = ["Carer"] }),
      ("exact", { $0.isExact = true }), ("rules", { $0.rules = 2 }),
    ]
    var seen = [base]
    for (name, change) in changes {
      var parts = Parts()
      change(&parts)
      let changed = try parts.fingerprint()
      #expect(!seen.contains(changed), "\(name)")
      seen.append(changed)
    }
    var parts = Parts()
    parts.places.append(parts.places[0])
    parts.places[1].isFallback = true
    #expect(try parts.fingerprint() == base)
  }
}
