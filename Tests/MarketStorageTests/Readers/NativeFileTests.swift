import JobMarket
import MarketStorage
import Testing

@Suite("Native market files")
struct NativeFileTests {
  @Test("A full job reads alike from JSONL and CSV")
  func job() throws {
    var expected = Job(id: "7", title: "Nurse")
    (expected.description, expected.company, expected.industry) = ("text", "Acme", "Health")
    expected.places = [Place("Newark, New Jersey, US", coordinate: Coordinate(latitude: 40.7, longitude: -74.2))]
    (expected.remote, expected.employmentType, expected.seniority) = (.hybrid, .fullTime, "senior")
    expected.skills = ["a", "b"]
    expected.pay = Pay(minimum: 10, maximum: 12.5, period: .hour, currency: "USD")
    (expected.openings, expected.status) = (3, .closed)
    expected.postedAt = Instant(milliseconds: 1_700_000_000_000)
    expected.expiresAt = Instant(iso8601: "2024-01-01T00:00:00Z")
    expected.attributes = [.skill: ["x", "y"], .country: ["US"]]
    let json = """
      {"id":7,"title":"Nurse","description":"text","company":"Acme","industry":"Health",\
      "places":[{"city":"Newark","state":"New Jersey","country":"US","lat":40.7,"lon":-74.2}],"remote":"HYBRID",\
      "employmentType":"FULL_TIME","seniority":"senior","skills":["a","b"],"pay":{"min":10,"max":12.5,"period":"HOUR",\
      "currency":"usd"},"openings":3,"postedAt":1700000000000,"expiresAt":"2024-01-01T00:00:00Z","status":"closed",\
      "attributes":{"skill":["x","y"],"country":"US"}}
      """
    #expect(try readText("jobs.jsonl", json).jobs == [expected])
    let csv = """
      id,title,description,company,industry,places.city,places.state,places.country,places.lat,places.lon,remote,\
      employmentType,seniority,skills,pay.min,pay.max,pay.period,pay.currency,openings,postedAt,expiresAt,status,\
      attributes.skill,attributes.country
      7,Nurse,text,Acme,Health,Newark,New Jersey,US,40.7,-74.2,hybrid,full time,senior,a|b,10,12.5,hour,USD,3,1700000000000,\
      2024-01-01T00:00:00Z,closed,x | y,US
      """
    #expect(try readText("jobs.csv", csv).jobs == [expected])
    let two = try readText("jobs.csv", "id,title,places\n1,a,Newark|Boston\n").jobs.first?.places
    #expect(two == [Place("Newark"), Place("Boston")])
  }

  @Test("A full seeker reads from JSONL, a flat one from CSV")
  func seeker() throws {
    var expected = Seeker(id: "1")
    (expected.headline, expected.text, expected.skills) = ("h", "t", ["s"])
    expected.positions = [Seeker.Position(title: "a", company: "b", place: Place("c"))]
    expected.education = [Seeker.Education(degree: "BA", major: "m", year: 1999)]
    expected.place = Place("Newark", coordinate: Coordinate(latitude: 1, longitude: 2))
    expected.wants = Seeker.Wants(
      titles: ["x", "y"], places: [Place("Boston")], employmentTypes: [.partTime, .perDiem],
      pay: Pay(minimum: 1, maximum: nil, period: .day, currency: "EUR"))
    expected.attributes = [.language: ["de"]]
    let json = """
      {"id":"1","headline":"h","text":"t","skills":["s"],"positions":[{"title":"a","company":"b","place":"c"}],\
      "education":[{"degree":"BA","major":"m","year":1999}],"place":{"text":"Newark","lat":1,"lon":2},"wants":\
      {"titles":["x","y"],"places":["Boston"],"employmentTypes":["part-time","PER_DIEM"],"pay":{"min":1,"period":"day",\
      "currency":"EUR"}},"attributes":{"language":["de"]}}
      """
    #expect(try readText("seekers.jsonl", json).seekers == [expected])
    let csv = """
      id,headline,text,skills,positions.title,positions.company,positions.place,education.degree,education.major,\
      education.year,place,place.lat,place.lon,wants.titles,wants.places,wants.employmentTypes,wants.pay.min,\
      wants.pay.period,wants.pay.currency,attributes.language
      1,h,t,s,a,b,c,BA,m,1999,Newark,1,2,x|y,Boston,part time|per diem,1,day,EUR,de
      2,,,,,,,,,,,,,,,,,,,
      """
    #expect(try readText("seekers.csv", csv).seekers == [expected, Seeker(id: "2")])
  }

  @Test("Every kind of event")
  func events() throws {
    let at = Instant(iso8601: "2024-01-01T00:00:00Z") ?? Instant(milliseconds: 0)
    let z = "\"2024-01-01T00:00:00Z\""
    let cases: [(String, String, MarketRecord.Content)] = [
      (
        "requests", #"{"id":"r","seeker":1,"query":"q","filters":{"country":["US"]},"channel":"home","at":\#(z)}"#,
        .request(Request(id: "r", seeker: "1", query: "q", filters: [.country: ["US"]], channel: "home", at: at))
      ),
      (
        "impressions", #"{"request":"r","job":"j","rank":1,"flow":"Promoted","at":\#(z)}"#,
        .impression(Impression(request: "r", job: "j", rank: 1, flow: .promoted, at: at))
      ),
      (
        "engagements", #"{"seeker":"s","job":"j","kind":"APPLY","at":\#(z),"dwellSeconds":2.5,"request":"r"}"#,
        .engagement(Engagement(seeker: "s", job: "j", kind: .apply, at: at, dwellSeconds: 2.5, request: "r"))
      ),
      ("hires", #"{"seeker":"s","job":"j","at":\#(z)}"#, .hire(Hire(seeker: "s", job: "j", at: at))),
      (
        "campaigns",
        #"{"id":"c","job":"j","bid":0.5,"dailyBudget":10,"timeZone":"America/New_York","start":\#(z),"end":null}"#,
        .campaign(Campaign(id: "c", job: "j", bid: 0.5, dailyBudget: 10, timeZone: "America/New_York", start: at))
      ),
      (
        "feedback", #"{"seeker":"s","job":"j","text":"t","category":"c","at":\#(z)}"#,
        .feedback(Feedback(seeker: "s", job: "j", text: "t", category: "c", at: at))
      ),
      (
        "groups", #"{"seeker":"s","dimension":"gender","value":"v"}"#,
        .group(GroupMembership(seeker: "s", dimension: "gender", value: "v"))
      ),
    ]
    for (stem, json, expected) in cases {
      #expect(try readText("\(stem).2024.jsonl", json).records.map(\.content) == [expected])
    }
  }

  @Test(
    "What a row may not say is set aside with its key",
    arguments: [
      ("jobs", #"{"id":"1"}"#, "title"), ("jobs", #"{"id":"","title":"a"}"#, "id"),
      ("jobs", #"{"id":1,"title":"a","titel":"b"}"#, "titel"), ("jobs", #"{"id":1,"title":2}"#, "title"),
      ("jobs", #"{"id":1,"title":"a","employmentType":"sometimes"}"#, "employmentType"),
      ("jobs", #"{"id":1,"title":"a","openings":-1}"#, "openings"),
      ("jobs", #"{"id":1,"title":"a","openings":1.5}"#, "openings"),
      ("jobs", #"{"id":1,"title":"a","openings":"1"}"#, "openings"),
      ("jobs", #"{"id":1,"title":"a","pay":{"min":2,"max":1,"period":"year","currency":"USD"}}"#, "pay.min"),
      ("jobs", #"{"id":1,"title":"a","pay":{"min":2,"currency":"USD"}}"#, "pay.period"),
      ("jobs", #"{"id":1,"title":"a","pay":{"min":2,"period":"year","currency":"dollars"}}"#, "pay.currency"),
      ("jobs", #"{"id":1,"title":"a","places":["x",{"lat":91,"lon":0}]}"#, "places[1].lat"),
      ("jobs", #"{"id":1,"title":"a","places":[{"text":"x","lat":1}]}"#, "places[0].lon"),
      ("jobs", #"{"id":1,"title":"a","places":[{}]}"#, "places[0]"),
      ("jobs", #"{"id":1,"title":"a","skills":["x",3]}"#, "skills[1]"),
      ("jobs", #"{"id":1,"title":"a","attributes":{"1x":["a"]}}"#, "attributes.1x"),
      ("seekers", #"{"id":1,"positions":[{"start":"2010"}]}"#, "positions[0].title"),
      ("seekers", #"{"id":1,"positions":[{"title":"a","start":"2010","end":"2009"}]}"#, "positions[0].end"),
      ("seekers", #"{"id":1,"education":[{"degree":"a","year":19}]}"#, "education[0].year"),
      ("seekers", #"{"id":1,"gender":"x"}"#, "gender"),
      ("impressions", #"{"request":"r","job":"j","rank":0,"at":1}"#, "rank"),
      ("engagements", #"{"seeker":"s","job":"j","kind":"view","at":1,"dwellSeconds":-1}"#, "dwellSeconds"),
      ("campaigns", #"{"id":1,"job":1,"bid":1,"dailyBudget":1,"timeZone":"EST","start":1}"#, "timeZone"),
      ("campaigns", #"{"id":1,"job":1,"bid":1,"dailyBudget":1,"timeZone":"UTC","start":2,"end":1}"#, "end"),
      ("hires", #"{"seeker":"s","job":"j"}"#, "at"), ("groups", #"{"seeker":"s","dimension":"d","value":""}"#, "value"),
    ])
  func refused(stem: String, json: String, key: String) throws {
    let result = try readText("\(stem).jsonl", json)
    #expect(result.records.isEmpty)
    #expect(result.rejects.map(\.key) == [key])
    #expect(result.rejects.allSatisfy { !$0.reason.isEmpty && !$0.allowed.isEmpty })
  }

  @Test("Texts that are no finite numbers", arguments: ["nan", "inf", "1e999", "0x10", "ten", "1,5"])
  func numbers(text: String) throws {
    let result = try readText("jobs.csv", "id,title,places.lat,places.lon\n1,a,\"\(text)\",0\n2,a,-.5,+1e1\n")
    #expect(result.rejects.map(\.key) == ["places.lat"])
    #expect(result.jobs.first?.places.first?.coordinate == Coordinate(latitude: -0.5, longitude: 10))
  }

  @Test("Messages list what is allowed and the nearest name")
  func messages() throws {
    let kind = try readText("engagements.jsonl", #"{"seeker":1,"job":1,"kind":"buy","at":1}"#).rejects.first
    #expect(kind?.allowed == "view, click, apply, save, dismiss")
    #expect(kind?.found == "buy")
    let name = try readText("jobs.jsonl", #"{"id":1,"title":"a","employment_typ":"x"}"#).rejects.first
    #expect(name?.allowed.hasPrefix("did you mean 'employmentType'?") == true)
  }

  @Test("Names of files that are none")
  func names() throws {
    let stem = #expect(throws: MarketFileError.self) { try MarketReader(file: "/x/job.csv") }
    #expect(stem?.description.contains("did you mean 'jobs'?") == true)
    #expect(throws: MarketFileError.self) { try MarketReader(file: "jobs.parquet") }
    #expect(throws: MarketFileError.self) { try MarketReader(file: "jobs") }
    #expect(try MarketReader(file: "a.b/hires.2020.part1.csv.gz").kinds == [.hire])
  }
}
