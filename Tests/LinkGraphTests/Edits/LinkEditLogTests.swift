import JobMarket
import LinkGraph
import Testing
import VectorMath

@Suite("The log of what people decided about links")
struct LinkEditLogTests {
  private let at = Instant(milliseconds: 1_795_550_400_000)

  private func link(_ seeker: String = "Cashiers", _ job: String = "Shift supervisors") throws -> [NamedMetaLink] {
    [NamedMetaLink(template: try LinkTemplate("title:title"), seeker: seeker, job: job)]
  }

  private func edit(
    _ action: LinkEdit.Action, _ link: [NamedMetaLink]? = nil, author: String = "maria", reason: String = "because"
  ) throws -> LinkEdit {
    try LinkEdit(action, link ?? self.link(), at: at, author: author, reason: reason)
  }

  @Test("Lines are as they always were, and are read again")
  func lines() throws {
    var log = LinkEditLog()
    let two =
      try link() + [NamedMetaLink(template: try LinkTemplate("skill:skill"), seeker: "inventory", job: "inventory")]
    var text = try log.append(edit(.pin, two))
    text += try log.append(edit(.weigh(2.5), author: "a/b"))
    text += try log.append(edit(.note("line one\nline two\u{2028}\u{1B}[31m 🙂 \"q\"")))
    text += try log.append(edit(.clear)) + "\n  \r\n"
    let start =
      #"{"action":"pin","at":"2026-11-24T20:00:00Z","author":"maria","link":[{"job":"inventory","seeker":"inventory","#
    #expect(text.hasPrefix(start))
    #expect(text.contains(#""action":"weigh","at":"2026-11-24T20:00:00Z","author":"a/b""#))
    #expect(text.contains(#""weight":2.5}"#))
    #expect(text.split(separator: "\n").count == 5)
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(try LinkEditLog(text, file: "edits.jsonl") == log)
    #expect(try LinkEditLog(text.replacingOccurrences(of: "\n", with: "\r\n"), file: "edits.jsonl") == log)
    #expect(try LinkEditLog("", file: "edits.jsonl").edits.isEmpty)
  }

  @Test(
    "A line that is not an edit is named with what is wrong",
    arguments: [
      ("{}", "'at' is missing"), ("nonsense", "it is no JSON object"), ("[1]", "has a value of another kind"),
      (#"{"at":"yesterday"}"#, "'at' is 'yesterday'; a time such as"),
      (
        #"{"at":"2026-11-24T20:00:00Z","action":"love"}"#,
        "'action' is 'love'; pin, ban, weigh, note, clear are allowed"
      ),
      (#"{"at":"2026-11-24T20:00:00Z","action":"weigh"}"#, "'weight' is missing"),
      (#"{"at":"2026-11-24T20:00:00Z","action":"weigh","weight":"x"}"#, "'weight' has a value of another kind"),
      (
        #"{"at":"2026-11-24T20:00:00Z","action":"weigh","weight":-1,"author":"m","reason":"r","link":[{"template":"title:title","seeker":"a","job":"b"}]}"#,
        "the weight of an edit is -1.0"
      ),
      (
        #"{"at":"2026-11-24T20:00:00Z","action":"pin","author":"m","reason":"r","link":[]}"#,
        "the link of an edit has 0 meta links"
      ),
      (
        #"{"at":"2026-11-24T20:00:00Z","action":"pin","author":"m","reason":"r","link":[{"template":"gender:title","seeker":"a","job":"b"}]}"#,
        "field 'gender' says who somebody is"
      ),
    ])
  func badLine(line: String, message: String) throws {
    var log = LinkEditLog()
    let good = try log.append(edit(.pin))
    let error = try #require(throws: LinkGraphError.self) {
      try LinkEditLog("\n\(good)\(line)\n\(good)", file: "e.jsonl")
    }
    #expect(error.description.hasPrefix("e.jsonl:3: not an edit of a link: "))
    #expect(error.description.contains(message))
  }

  @Test("An edit without author or reason, with a text too long or a weight that is none is refused")
  func badEdit() throws {
    #expect(throws: LinkGraphError.self) { try edit(.pin, author: " \n") }
    #expect(throws: LinkGraphError.self) { try edit(.pin, reason: "") }
    #expect(throws: LinkGraphError.self) { try edit(.pin, author: String(repeating: "a", count: 201)) }
    #expect(throws: LinkGraphError.self) { try edit(.note(String(repeating: "é", count: 1 << 20))) }
    #expect(throws: LinkGraphError.self) { try edit(.weigh(.nan)) }
    #expect(throws: LinkGraphError.self) { try edit(.weigh(.infinity)) }
    #expect(throws: LinkGraphError.self) { try edit(.ban, []) }
  }

  @Test("The latest pin, ban, weight and note hold, and clearing ends all")
  func standing() throws {
    var log = LinkEditLog()
    let other = try link("Cooks")
    for action in [.pin, .weigh(2), .note("one"), .ban, .weigh(3)] as [LinkEdit.Action] {
      try log.append(edit(action, author: "maria", reason: "\(action)"))
    }
    try log.append(edit(.pin, other, author: "omar"))
    let standing = try #require(log.standings[try link()])
    #expect(standing.isBanned && !standing.isPinned)
    #expect(standing.weight == 3)
    #expect(standing.note == "one")
    #expect(standing.author == "maria")
    #expect(standing.reason == "weigh(3.0)")
    #expect(log.standings[other]?.isPinned == true)
    try log.append(edit(.pin))
    try log.append(edit(.note("")))
    #expect(log.standings[try link()]?.isPinned == true)
    #expect(log.standings[try link()]?.isBanned == false)
    #expect(log.standings[try link()]?.note == nil)
    try log.append(edit(.clear))
    #expect(log.standings[try link()] == nil)
    #expect(log.standings.count == 1)
    #expect(log.edits.count == 9)
    #expect(log.edits(of: other + other).count == 1)
  }

  @Test("What was decided holds for a graph learned later; links that it lacks are named")
  func resolve() throws {
    let texts: [AttributeField: [String: ValueID]] = [
      .title: ["Cashiers": 1, "Shift supervisors": 2, "Cooks": 9], .skill: ["inventory": 5],
    ]
    let id = { (field: AttributeField, text: String) in texts[field]?[text] }
    let skill = NamedMetaLink(template: try LinkTemplate("skill:skill"), seeker: "inventory", job: "inventory")
    var log = LinkEditLog()
    try log.append(edit(.pin, [skill] + link()))
    try log.append(edit(.ban, [skill]))
    try log.append(edit(.pin, link("Cooks")))
    try log.append(edit(.pin, link("nobody has this")))
    try log.append(
      edit(
        .pin, [NamedMetaLink(template: try LinkTemplate("place:place"), seeker: "a", job: "b")], author: "o\u{1B}mar"))
    try log.append(edit(.weigh(4), link("Cooks"), reason: "last"))
    let graph = try Graphs.cashiers()
    let resolved = log.resolve(in: graph, id: id)
    #expect(resolved.standing.keys.sorted() == [1, 2])
    #expect(resolved.standing[1]?.isPinned == true)
    #expect(resolved.standing[2]?.isBanned == true)
    #expect(resolved.unresolved.map(\.link) == [try link("nobody has this"), log.edits[4].link, try link("Cooks")])
    #expect(resolved.unresolved.last?.reason == "last")
    // Pinned links can be given to the graph: the cooks then are in it, though nobody was hired so.
    let pinned = log.pinnedLinks(templates: graph.templates, id: id)
    #expect(pinned.map(\.source) == ["pinned by maria", "pinned by maria"])
    #expect(pinned.map(\.quality).sorted() == [1, 4])
    let names = { (field: AttributeField, value: ValueID) in texts[field]?.first { $0.value == value }?.key ?? "?" }
    #expect(graph.named(1, name: names) == [skill] + (try link()))
    #expect(graph.metaLinks(of: try link("x"), id: id) == nil)
  }

  @Test("Decisions on drawn links stand on the same links after learning anew under other numbers")
  func learnedAnew() throws {
    let (graph, world) = try Graphs.drawn(71)
    let name = { (field: AttributeField, value: ValueID) in "\(field) \(value)" }
    var log = LinkEditLog()
    var random = SeededRandom(seed: 71)
    for node in 0..<graph.count where random.bernoulli(0.3) {
      let action = random.element(of: [.pin, .ban, .weigh(Float(node)), .note("n")] as [LinkEdit.Action])
      try log.append(edit(action, graph.named(node, name: name), reason: "\(node)"))
    }
    // Later there are more pairs, and every value has another number.
    func renumbered(_ rows: [Values]) -> [Values] { rows.map { $0.mapValues { $0.map { 1000 - $0 } } } }
    var later = world
    (later.seekers, later.jobs) = (renumbered(world.seekers), renumbered(world.jobs))
    for pair in world.pairs.prefix(100) { later.pairs.append((pair.seeker, pair.job, true)) }
    var options = MiningOptions()
    options.minimumSupport = 2
    let learned = try LinkMiner(templates: Array(graph.templates.prefix(3)), options: options).mine(later.hirePairs())
    let id = { (_: AttributeField, text: String) in
      text.split(separator: " ").last.flatMap { ValueID($0) }.map { 1000 - $0 }
    }
    let anew = HireGraph(
      links: learned.links, prior: log.pinnedLinks(templates: graph.templates, id: id),
      furtherTemplates: Array(graph.templates.suffix(1)))
    let resolved = log.resolve(in: anew, id: id)
    #expect(resolved.standing.count + resolved.unresolved.count == log.standings.count)
    #expect(resolved.standing.count > 50)
    #expect(resolved.unresolved.allSatisfy { $0.action != .pin })
    for (node, standing) in resolved.standing {
      let link = anew.named(node) { field, value in name(field, 1000 - value) }
      #expect(log.standings[link] == standing)
      #expect(Int(standing.reason).map { graph.named($0, name: name) } == link)
    }
  }
}
