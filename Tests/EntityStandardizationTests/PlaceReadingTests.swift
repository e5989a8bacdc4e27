import EntityStandardization
import JobMarket
import Testing

@Suite("Places behind postcodes, institutions and hints")
struct PlaceReadingTests {
  private static func place(
    _ name: String, _ region: (String, String), _ country: (String, String), _ population: Int, _ latitude: Double,
    _ longitude: Double, also: [String] = []
  ) -> KnownPlace {
    guard let point = Coordinate(latitude: latitude, longitude: longitude) else { preconditionFailure("a point") }
    return KnownPlace(
      name: name, alternateNames: also, region: .init(code: region.0, name: region.1),
      country: .init(code: country.0, name: country.1), coordinate: point, population: population)
  }

  private static let (gb, us) = (("GB", "United Kingdom"), ("US", "United States"))
  private static let gazetteer = PlaceGazetteer([
    place("Worcester", ("ENG", "England"), gb, 100_000, 52.19, -2.22),
    place("Worcester", ("MA", "Massachusetts"), us, 185_000, 42.26, -71.8),
    place("Preston", ("ENG", "England"), gb, 140_000, 53.76, -2.7),
    place("Oldham", ("ENG", "England"), gb, 100_000, 53.54, -2.12),
    place("Reading", ("ENG", "England"), gb, 160_000, 51.45, -0.97),
    place("London", ("ENG", "England"), gb, 8_000_000, 51.5, -0.12),
    place("Poole", ("ENG", "England"), gb, 150_000, 50.71, -1.98),
    place("King's Lynn", ("ENG", "England"), gb, 42_000, 52.75, 0.4),
    place("Newark", ("NJ", "New Jersey"), us, 282_000, 40.73, -74.17),
    place("Southampton", ("ENG", "England"), gb, 250_000, 50.9, -1.4),
    place("Peterborough", ("ENG", "England"), gb, 160_000, 52.57, -0.24),
  ])

  @Test(
    "Texts of places",
    arguments: [
      ("Newark, NJ, USA", "Newark, NJ, US"), ("Newark, NJ, U.S.A.", "Newark, NJ, US"),
      ("Newark, NJ 07102", "Newark, NJ, US"),
      ("Preston, UK", "Preston, ENG, GB"), ("Preston, England", "Preston, ENG, GB"),
      ("Preston, England, United Kingdom", "Preston, ENG, GB"),
      ("Bartle, Preston, PR4 0HB", "Preston, ENG, GB"),
      ("The Royal Oldham Hospital, Oldham, OL1 2JH", "Oldham, ENG, GB"),
      ("Worcester, WR5 1DD", "Worcester, ENG, GB"), ("Worcester", "Worcester, MA, US"),
      ("Trustwide, WR5 1DD", "Worcester, ENG, GB"),
      ("Poole, Dorset", "Poole, ENG, GB"), ("POOLE, DORSET, BH15 2JB", "Poole, ENG, GB"),
      ("Southampton General Hospital, Southampton", "Southampton, ENG, GB"),
      ("Southampton General Hospital", "Southampton, ENG, GB"), ("Kings Lynn", "King's Lynn, ENG, GB"),
      ("King&#39;s Lynn, PE30 4ET", "King's Lynn, ENG, GB"),
      ("nr Reading, RG1 8NQ", "Reading, ENG, GB"), ("Premier House/Reading, RG1", "Reading, ENG, GB"),
    ])
  func reading(text: String, expected: String) {
    #expect(PlaceReadingTests.gazetteer.resolve(text)?.displayName == expected)
  }

  @Test(
    "What nothing confirms is not guessed",
    arguments: ["Hospital", "Smallville, Preston", "The Clinic", "Remote", "England", "UK", "PR", "ZZ1 2AB"])
  func refusing(text: String) {
    #expect(PlaceReadingTests.gazetteer.resolve(text) == nil)
  }

  @Test("An organisation's name tells the country")
  func hints() {
    let hints = PlaceHints(organisation: "Worcestershire Acute Hospitals NHS Trust")
    #expect(PlaceReadingTests.gazetteer.match("Worcester", hints: hints)?.place.country.code == "GB")
    #expect(
      PlaceReadingTests.gazetteer.match("Worcester", hints: PlaceHints(organisation: "Acme LLC"))?.place.country.code
        == "US")
  }

  @Test(
    "Cities in running text and titles",
    arguments: [
      (TextPart.title, "Nurse - Preston", ["Preston, ENG, GB"]), (.title, "Nurse in Newark, NJ", ["Newark, NJ, US"]),
      (.title, "Reading Specialist", []),
      (.description, "We are based in Reading.", ["Reading, ENG, GB"]),
      (.description, "Reading and writing are needed", []),
      (.description, "You enjoy reading in London", ["London, ENG, GB"]), (.description, "the London Clinic", []),
      (.description, "a degree in London", []), (.description, "clinics across London and Kent", ["London, ENG, GB"]),
    ])
  func texts(part: TextPart, text: String, expected: [String]) {
    let mentions = PlaceFinder(PlaceReadingTests.gazetteer).mentions(in: text, part: part).filter { $0.field == .place }
    #expect(mentions.map(\.value) == expected)
  }

  @Test("The record's own places decide between cities of one name")
  func context() {
    let finder = PlaceFinder(PlaceReadingTests.gazetteer)
    let text = StandardizedText(.description, "Our office in Worcester is new.")
    func country(_ own: String) -> String? {
      finder.mentions(in: text.text, part: .description, of: [StandardizedText(.places, own), text]).first {
        $0.field == .country
      }?.value
    }
    #expect(country("Reading, England") == "GB")
    #expect(country("Newark, NJ") == "US")
  }

  @Test("Any text is safe", arguments: FactTests.nasty.indices)
  func nastyTexts(index: Int) {
    let text = FactTests.nasty[index] + " in London"
    _ = PlaceReadingTests.gazetteer.resolve(FactTests.nasty[index])
    for mention in PlaceFinder(PlaceReadingTests.gazetteer).mentions(in: text, part: .description) {
      #expect(String(validating: Array(text.utf8)[mention.range], as: UTF8.self) != nil)
    }
  }
}
