import JobMarket
import VectorMath

extension MarketGenerator {
  /// What a seeker types and clicks to ask; a page of recommendations asks nothing.
  func inquiry(of seeker: SeekerFacts, using random: inout SeededRandom) -> Inquiry {
    var inquiry = Inquiry()
    let channel = random.uniform()
    guard channel < 0.65 else {
      inquiry.channel = channel < 0.9 ? "home" : "email"
      return inquiry
    }
    inquiry.channel = "search"
    let city = CityCatalog.all[seeker.city]
    let occupation = OccupationCatalog.all[seeker.desired]
    var words = random.element(of: [occupation.occupation.title] + occupation.occupation.alternates)
    if random.bernoulli(0.2) {
      let prefix = OccupationCatalog.families[occupation.family].ladder[seeker.level]
      if !prefix.isEmpty { words = prefix + " " + words }
    }
    if random.bernoulli(0.12) {
      words += " " + OccupationCatalog.skillNames[Int(random.element(of: occupation.skills))]
    }
    if seeker.acceptsRemoteOnly {
      words += " remote"
    } else if random.bernoulli(0.3) {
      words += random.element(of: [" ", " in ", " near "]) + city.name
    }
    words = random.bernoulli(0.7) ? words.lowercased() : words
    inquiry.query = random.bernoulli(0.06) ? misspelled(words, using: &random) : words
    setFilters(&inquiry, seeker, city, using: &random)
    return inquiry
  }

  private func setFilters(
    _ inquiry: inout Inquiry, _ seeker: SeekerFacts, _ city: City, using random: inout SeededRandom
  ) {
    if seeker.acceptsRemoteOnly, random.bernoulli(0.6) {
      inquiry.isRemoteOnly = true
      inquiry.filters[.remote] = [RemoteWork.remote.rawValue]
    } else if random.bernoulli(0.15) {
      inquiry.isNearOnly = true
      inquiry.filters[.place] = [city.spellings[0]]
    }
    if random.bernoulli(0.08) {
      inquiry.employmentType = random.bernoulli(0.6) ? .fullTime : .partTime
      inquiry.filters[.employmentType] = [(inquiry.employmentType ?? .fullTime).rawValue]
    }
  }

  /// Swaps two letters or drops one, as fingers do.
  private func misspelled(_ words: String, using random: inout SeededRandom) -> String {
    var bytes = Array(words.utf8)
    guard bytes.count > 3 else { return words }
    let place = 1 + random.uniform(below: bytes.count - 2)
    if random.bernoulli(0.5) { bytes.swapAt(place, place + 1) } else { bytes.remove(at: place) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What a seeker finds wrong with a job, the worst first, or that it is good.
  func complaint(of seeker: SeekerFacts, about job: JobFacts, liked: Bool) -> FeedbackCategory {
    if liked { return .good }
    if !OccupationCatalog.areNeighbours(seeker.desired, job.occupation) { return .occupation }
    let isFar = !nearCities[seeker.city].contains(job.city)
    if job.remote != .remote && isFar { return .location }
    if abs(seeker.level - job.level) > 1 { return .seniority }
    let held = (seeker.skillMask(of: job.occupation) & job.skills).nonzeroBitCount
    if 2 * held < job.skills.nonzeroBitCount { return .skills }
    if job.repostOf != nil { return .duplicate }
    if job.isPayStated && job.pay < seeker.wishedPay { return .pay }
    return .other
  }
}

/// What feedback is about.
enum FeedbackCategory: String, CaseIterable {
  case occupation, location, seniority, skills, duplicate, pay, other, good

  func text(using random: inout SeededRandom) -> String {
    random.element(of: texts)
  }

  private var texts: [String] {
    switch self {
    case .occupation:
      [
        "Not my kind of work at all.", "Why am I shown this? I have never done this job.",
        "This is a completely different profession.", "Wrong field, please stop.",
      ]
    case .location:
      [
        "Much too far away.", "I can't move there.", "That is hours from where I live.", "Wrong city, not even close.",
      ]
    case .seniority:
      [
        "I have far more experience than this needs.", "Not at my level.",
        "They want somebody at another stage of career.",
        "Wrong seniority for me.",
      ]
    case .skills:
      [
        "I don't know half of these tools.", "The skills they ask for are not mine.",
        "I can do almost none of this list.",
        "Requirements do not match my skills.",
      ]
    case .duplicate:
      ["I have seen this one before.", "Same ad again.", "This is a repost.", "Already listed last month."]
    case .pay:
      ["The pay is too low.", "I make more than that now.", "Salary is below what I asked for.", "Not for that money."]
    case .other:
      ["Not interested.", "The ad says very little.", "I did not like the company.", "Just not for me."]
    case .good:
      ["Great match, thanks.", "Exactly what I was looking for.", "Good one, applied.", "More like this please!"]
    }
  }
}
