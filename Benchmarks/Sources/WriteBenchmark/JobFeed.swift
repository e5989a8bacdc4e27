import JobMarket

/// The jobs that are written: a pure function of seed, number and version.
struct JobFeed: Sendable {
  /// How many there are before; numbers from here on are new.
  let jobs: Int
  let seed: UInt64

  private static let fields: [(field: AttributeField, values: UInt64)] = [
    (.skill, 5_000), (.occupation, 1_000), (.seniority, 8), (.company, 50_000), (.industry, 100), (.place, 20_000),
    (.country, 200), (.degree, 12), (.major, 500), (.language, 60),
  ]

  /// A job; another version has another advert, pay and place.
  func job(_ number: Int, version: Int) -> Job {
    var state = seed &* 0x9E37_79B9 &+ UInt64(number) &* 0x1_0000_0001 &+ UInt64(version) &* 0x7F4A_7C15
    func draw(_ bound: UInt64) -> UInt64 {
      // SplitMix64 (doi:10.1145/2660193.2660195).
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return (mixed ^ (mixed >> 31)).multipliedFullWidth(by: bound).high
    }
    var job = Job(id: "job-\(number)", title: "Registered Nurse \(draw(1_000))")
    job.description = (0..<5).map { _ in JobFeed.sentences[Int(draw(UInt64(JobFeed.sentences.count)))] }
      .joined(separator: "\n")
    job.company = "Company \(draw(50_000)) Incorporated"
    job.places = [
      Place(
        "City \(draw(20_000)), New Jersey",
        coordinate: Coordinate(latitude: Double(25 + draw(24)), longitude: -70.25 - Double(draw(50))))
    ]
    job.skills = ["Swift", "SQL", "Writing"]
    let minimum = Double(30_000 + draw(140) * 500)
    job.pay = Pay(minimum: minimum, maximum: minimum + 12_500, period: .year, currency: "USD")
    job.postedAt = Instant(milliseconds: 1_735_689_600_000 + Int64(draw(15_000_000)) * 1_000)
    for (field, values) in JobFeed.fields {
      job.attributes[field] = ["\(field) number \(draw(draw(values) + 1))"]
    }
    return job
  }

  private static let sentences = [
    "We look for somebody who likes to get things done.", "You will work in a team of eight.",
    "Three years of experience or an equivalent degree.", "Health insurance for you and your family.",
    "A growing company in the middle of the city.", "You plan your day yourself and report once a week.",
    "Training is paid by us from the first day.", "A driving licence is welcome but not needed.",
  ]
}
