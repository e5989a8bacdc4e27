import EntityStandardization
import JobMarket
import Testing

@Suite("Corrections over mentions")
struct CorrectedMentionsTests {
  private static let at = Instant(seconds: 1_700_000_000)

  private static func corrected(_ phrases: [String: String?]) -> CorrectedMentions {
    CorrectedMentions(phrases.map { Correction(.skill, $0.key, value: $0.value, at: at) })
  }

  private static func mention(_ range: Range<Int>, _ stance: Mention.Stance = .stated) -> Mention {
    Mention(
      .skill, value: "x", label: "x", part: .description, range: range, confidence: 0.9, method: .label, stance: stance)
  }

  @Test("The work is linear in the text, also where every word is corrected and mentioned")
  func linear() {
    let corrected = CorrectedMentionsTests.corrected(["go": "t:go", "go the extra mile": nil])
    for count in [1000, 80_000] {
      let text = String(repeating: "go ", count: count)
      let mentions = (0..<count).map { CorrectedMentionsTests.mention($0 * 3..<($0 * 3 + 2)) }
      var work = 0
      let found = corrected.applied(to: mentions, in: [StandardizedText(.description, text)], work: &work)
      #expect(found.count == count && found.allSatisfy { $0.value == "t:go" })
      // A mention once, a word at most as often as the longest phrase has words.
      #expect(work <= 5 * count)
    }
  }

  @Test("The longest phrase counts, as a naive reading has it; mentions elsewhere stay")
  func longest() {
    let corrected = CorrectedMentionsTests.corrected(["a b": "t:ab", "a b c d": "t:abcd", "c": "t:c", "b c": nil])
    let text = StandardizedText(.description, "a b c x b c a b c d")
    let kept = CorrectedMentionsTests.mention(6..<7)
    let found = corrected.applied(
      to: [CorrectedMentionsTests.mention(0..<1), kept, CorrectedMentionsTests.mention(8..<9)], in: [text])
    #expect(found.map(\.value) == ["x", "t:ab", "t:c", "t:abcd"])
    #expect(found.map(\.range) == [6..<7, 0..<3, 4..<5, 12..<19])
  }

  @Test("A correction keeps what the text says of what it replaces")
  func replacedStance() {
    let corrected = CorrectedMentionsTests.corrected(["go": "t:go"])
    for stance in Mention.Stance.allCases {
      let found = corrected.applied(
        to: [CorrectedMentionsTests.mention(0..<2, stance)], in: [StandardizedText(.description, "go")])
      #expect(found.map(\.stance) == [stance])
    }
  }

  @Test(
    "What was not found before has the stance of its sentence",
    arguments: [
      ("No experience in Widget polishing needed", Mention.Stance.negated),
      ("We polish. No experience in Widget polishing needed. Java is fine.", .negated),
      ("Widget polishing is essential", .required), ("Widget polishing all day", .stated),
      ("Experience in 👩🏽‍⚕️ Widget polishing is an advantage", .preferred),
    ])
  func readStance(text: String, stance: Mention.Stance) {
    let corrected = CorrectedMentionsTests.corrected(["widget polishing": "t:w"])
    let found = corrected.applied(to: [], in: [StandardizedText(.description, text)])
    #expect(found.map(\.stance) == [stance])
    let list = corrected.applied(to: [], in: [StandardizedText(.skills, text)])
    #expect(list.map(\.stance) == [.stated])
  }
}

@Suite("A standardizer")
struct StandardizerTests {
  private struct Finder: MentionFinder {
    func mentions(in text: String, part: TextPart) -> [Mention] {
      [
        Mention(.skill, value: "x", label: "x", part: part, range: 0..<1, confidence: 0.123456, method: .fuzzy)
      ]
    }
  }

  @Test("Confidences are of whole thousandths, as files keep them")
  func rounds() {
    let found = Standardizer(finders: [.title: [Finder()]]).mentions(in: [StandardizedText(.title, "x")])
    #expect(found.map(\.confidence) == [Float(123) / 1000])
  }

  @Test("A list of thousands of parts is read by its last few, of the first bytes alone")
  func longLists() {
    let places = PlaceGazetteer([
      KnownPlace(
        name: "New York City", alternateNames: ["New York"], region: .init(code: "NY", name: "New York"),
        country: .init(code: "US", name: "United States"), coordinate: Coordinate(latitude: 40, longitude: -74)!,
        population: 8_000_000)
    ])
    let list = String(repeating: "new york, ", count: 20_000)
    #expect(PlaceKey.parts(of: list).count == PlaceKey.mostParts)
    #expect(PlaceKey.parts(of: list + "é").allSatisfy { $0 == "new york" })
    #expect(places.resolve(list) == places.resolve(String(repeating: "new york, ", count: 8)))
    #expect(places.resolve("a, b, c, d, e, f, g, New York, NY")?.name == "New York City")
  }
}
