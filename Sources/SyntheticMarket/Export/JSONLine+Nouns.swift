import JobMarket

extension JSONLine {
  mutating func write(_ job: Job) {
    object { line in
      line.text("id", job.id)
      line.text("title", job.title)
      line.text("description", job.description)
      line.text("company", job.company)
      line.text("industry", job.industry)
      line.places("places", job.places)
      line.text("remote", job.remote?.rawValue ?? "")
      line.text("employmentType", job.employmentType?.rawValue ?? "")
      line.text("seniority", job.seniority)
      line.texts("skills", job.skills)
      line.pay(job.pay)
      line.integer("openings", job.openings)
      line.instant("postedAt", job.postedAt)
      line.instant("expiresAt", job.expiresAt)
      line.text("status", job.status.rawValue)
    }
    endLine()
  }

  mutating func write(_ seeker: Seeker) {
    object { line in
      line.text("id", seeker.id)
      line.text("headline", seeker.headline)
      line.text("text", seeker.text)
      line.array("positions", seeker.positions) { line, position in
        line.object { line in
          line.text("title", position.title)
          line.text("company", position.company)
          line.place("place", position.place)
          line.instant("start", position.start)
          line.instant("end", position.end)
        }
      }
      line.texts("skills", seeker.skills)
      line.array("education", seeker.education) { line, education in
        line.object { line in
          line.text("degree", education.degree)
          line.text("major", education.major)
          line.integer("year", education.year)
        }
      }
      line.place("place", seeker.place)
      line.object("wants") { line in
        line.texts("titles", seeker.wants.titles)
        if !seeker.wants.places.isEmpty { line.places("places", seeker.wants.places) }
        line.texts("employmentTypes", seeker.wants.employmentTypes.map(\.rawValue))
        line.pay(seeker.wants.pay)
      }
    }
    endLine()
  }

  mutating func write(_ request: Request) {
    object { line in
      line.text("id", request.id)
      line.text("seeker", request.seeker)
      line.text("query", request.query)
      if !request.filters.isEmpty {
        line.object("filters") { line in
          for (field, values) in request.filters.sorted(by: { $0.key < $1.key }) {
            line.member(field.name, texts: values)
          }
        }
      }
      line.text("channel", request.channel)
      line.instant("at", request.at)
    }
    endLine()
  }

  mutating func write(_ campaign: Campaign) {
    object { line in
      line.text("id", campaign.id)
      line.text("job", campaign.job)
      line.number("bid", campaign.bid)
      line.number("dailyBudget", campaign.dailyBudget)
      line.text("timeZone", campaign.timeZone)
      line.instant("start", campaign.start)
      line.instant("end", campaign.end)
    }
    endLine()
  }

  mutating func write(_ feedback: Feedback) {
    object { line in
      line.text("seeker", feedback.seeker)
      line.text("job", feedback.job)
      line.text("text", feedback.text)
      line.text("category", feedback.category)
      line.instant("at", feedback.at)
    }
    endLine()
  }

  private mutating func place(_ key: StaticString, _ place: Place?) {
    if let place { object(key) { $0.members(of: place) } }
  }

  private mutating func places(_ key: StaticString, _ places: [Place]) {
    array(key, places) { line, place in line.object { $0.members(of: place) } }
  }

  private mutating func members(of place: Place) {
    text("text", place.text)
    number("lat", place.coordinate?.latitude)
    number("lon", place.coordinate?.longitude)
  }

  private mutating func pay(_ pay: Pay?) {
    guard let pay else { return }
    object("pay") { line in
      line.number("min", pay.minimum)
      line.number("max", pay.maximum)
      line.text("period", pay.period.rawValue)
      line.text("currency", pay.currency)
    }
  }
}
