import EntityStandardization
import JobMarket
import Testing

@Suite("Places")
struct PlaceGazetteerTests {
  private func place(
    _ name: String, _ region: String, _ country: String, _ population: Int, also: [String] = []
  ) throws -> KnownPlace {
    KnownPlace(
      name: name, alternateNames: also, region: .init(code: region, name: region == "NJ" ? "New Jersey" : region),
      country: .init(code: country, name: country == "US" ? "United States" : country),
      coordinate: try #require(Coordinate(latitude: 1, longitude: Double(population % 90))), population: population)
  }

  private func gazetteer() throws -> PlaceGazetteer {
    PlaceGazetteer([
      try place("Newark", "DE", "US", 33_000), try place("Newark", "NJ", "US", 282_000),
      try place("York", "PA", "US", 43_000), try place("New York City", "NY", "US", 8_000_000, also: ["York", "NYC"]),
      try place("Saint Louis", "MO", "US", 320_000), try place("Zürich", "ZH", "CH", 341_000),
    ])
  }

  @Test(
    "Names find their place",
    arguments: [
      ("Newark, New Jersey", "Newark, NJ, US"), ("newark", "Newark, NJ, US"), ("Newark, DE", "Newark, DE, US"),
      ("NEWARK , nj, United States", "Newark, NJ, US"), ("York", "York, PA, US"), ("nyc", "New York City, NY, US"),
      ("New York", "New York City, NY, US"), ("St. Louis, MO", "Saint Louis, MO, US"), ("Zurich", "Zürich, ZH, CH"),
    ])
  func finding(text: String, expected: String) throws {
    #expect(try gazetteer().resolve(text)?.displayName == expected)
  }

  @Test(
    "What is not there is not guessed", arguments: ["", " , ", "Newark, France", "Springfield", "NJ", "Newark, NJ, CH"])
  func refusing(text: String) throws {
    #expect(try gazetteer().resolve(text) == nil)
  }

  @Test(
    "What stands before a city that its region or country confirms is an address",
    arguments: [
      ("100 Main St, Newark, NJ, US", "Newark, NJ, US"), ("Floor 2, 100 Main St, Newark, New Jersey", "Newark, NJ, US"),
      ("350 5th Ave, New York City, NY, US", "New York City, NY, US"), ("Bahnhofstr. 1, Zürich, CH", "Zürich, ZH, CH"),
    ])
  func addresses(text: String, expected: String) throws {
    #expect(try gazetteer().resolve(text)?.displayName == expected)
  }

  @Test(
    "A dropped part makes no city of what is left unless that is confirmed",
    arguments: ["Smallville, Newark", "100 Main St, Newark, ZZ", "Smallville, New Jersey, US", "100 Main St, US"])
  func noAddress(text: String) throws {
    #expect(try gazetteer().resolve(text) == nil)
  }

  @Test("A name that is a region's too is a city behind an address only with its own region")
  func regionNames() throws {
    let city = KnownPlace(
      name: "New York City", alternateNames: ["New York"], region: .init(code: "NY", name: "New York"),
      country: .init(code: "US", name: "United States"),
      coordinate: try #require(Coordinate(latitude: 40.7, longitude: -74)), population: 8_000_000)
    let gazetteer = PlaceGazetteer([city])
    #expect(gazetteer.resolve("New York, US") == city)
    #expect(gazetteer.resolve("350 5th Ave, New York, NY") == city)
    #expect(gazetteer.resolve("Smallville, New York, US") == nil)
  }

  @Test("A fallback decides nothing where another place fits, however populous, and everything where none does")
  func fallbacks() throws {
    var own = try place("Newark", "ZZ", "US", 900_000)
    own.isFallback = true
    var spelled = try place("New York", "ZZ", "US", 9_000_000)
    spelled.isFallback = true
    let gazetteer = PlaceGazetteer([own, spelled] + (try gazetteer()).places)
    #expect(gazetteer.resolve("Newark")?.region.code == "NJ")
    // The directory knows it as New York City.
    #expect(gazetteer.resolve("New York")?.region.code == "NY")
    #expect(gazetteer.resolve("Newark, ZZ") == own)
    #expect(gazetteer.resolve("New York, ZZ, US") == spelled)
  }

  @Test("A match says whether the text gives a region or country")
  func located() throws {
    let gazetteer = try gazetteer()
    #expect(gazetteer.match("Newark")?.isLocated == false)
    #expect(gazetteer.match("Newark, NJ")?.isLocated == true)
    #expect(gazetteer.match("100 Main St, Newark, US")?.isLocated == true)
  }

  @Test("Names folded beforehand find what unfolded ones find, and are folded no further")
  func folded() throws {
    let places =
      try gazetteer().places + [place("Genève", "GE", "CH", 200_000, also: ["Genf", "GENF", "Ginevra-Città", ""])]
    let folded = PlaceGazetteer.foldingNames(of: places)
    #expect(folded.last?.alternateNames == ["genf", "ginevra citta"])
    #expect(folded.map(\.name) == places.map(\.name))
    let (slow, fast) = (PlaceGazetteer(places), PlaceGazetteer(folded: folded))
    for text in ["genf", "Ginevra Citta, CH", "GENEVE", "nyc", "York", "Newark, DE", "St Louis", "nowhere"] {
      #expect(fast.resolve(text)?.displayName == slow.resolve(text)?.displayName)
    }
    #expect(fast.resolve("Genf")?.displayName == "Genève, GE, CH")
    // Taken as a key already, an unfolded name is found by no text.
    #expect(PlaceGazetteer(folded: places).resolve("Ginevra-Città") == nil)
  }

  @Test("The best of many places is what a search of them all finds")
  func naive() throws {
    let names = ["Alba", "Bern", "Cork"]
    var places: [KnownPlace] = []
    for number in 0..<200 {
      let also = number % 3 == 0 ? [names[number / 3 % 3]] : []
      var place = try place(
        names[number % 7 % 3], "R\(number % 5)", ["US", "CH"][number % 2], number * 37 % 50, also: also)
      place.isFallback = number % 4 == 0
      place.coordinate = try #require(Coordinate(latitude: Double(number) / 10, longitude: 0))
      places.append(place)
    }
    let gazetteer = PlaceGazetteer(places)
    for name in names {
      for region in 0..<6 {
        let fitting = places.enumerated().filter { _, place in
          (place.name == name || place.alternateNames.contains(name)) && place.region.code == "R\(region)"
        }
        let best = fitting.min { left, right in
          func rank(_ item: (offset: Int, element: KnownPlace)) -> [Int] {
            [item.element.isFallback ? 1 : 0, item.element.name == name ? 0 : 1, -item.element.population, item.offset]
          }
          return rank(left).lexicographicallyPrecedes(rank(right))
        }
        #expect(gazetteer.resolve("\(name), r\(region)") == best?.element)
      }
    }
  }

  @Test("A memo answers as the gazetteer does and looks each text up once")
  func memo() throws {
    let gazetteer = try gazetteer()
    var memo = PlaceMemo(gazetteer)
    for text in ["Newark", "nowhere", "Newark", "nowhere", "York"] {
      #expect(memo.resolve(text) == gazetteer.resolve(text))
    }
    #expect(memo.count == 3)
  }

  @Test("A country without a code shows its name")
  func names() throws {
    var place = try place("Newark", "", "", 1)
    place.country.name = "United States"
    #expect(place.displayName == "Newark, United States")
  }
}
