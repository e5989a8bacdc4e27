import JobMarket

extension JSONLine {
  mutating func write(_ link: PlantedLink) {
    object { line in
      line.text("kind", "link")
      line.object("seeker") { line in
        for attribute in link.seeker { line.member(attribute.field.name, texts: [attribute.value]) }
      }
      line.object("job") { line in
        for attribute in link.job { line.member(attribute.field.name, texts: [attribute.value]) }
      }
      line.number("odds", link.odds)
    }
    endLine()
  }

  mutating func write(_ job: JobFacts) {
    object { line in
      line.text("kind", "job")
      line.text("id", MarketGenerator.jobID(job.number))
      line.text("occupation", OccupationCatalog.all[job.occupation].occupation.title)
      line.integer("level", job.level)
      line.text("city", CityCatalog.all[job.city].spellings[0])
      line.text("repostOf", job.repostOf.map(MarketGenerator.jobID) ?? "")
      line.truth("isNeverShown", job.isNeverShown)
    }
    endLine()
  }

  mutating func write(_ seeker: SeekerFacts) {
    object { line in
      line.text("kind", "seeker")
      line.text("id", MarketGenerator.seekerID(seeker.number))
      line.text("occupation", OccupationCatalog.all[seeker.occupation].occupation.title)
      line.text("desired", OccupationCatalog.all[seeker.desired].occupation.title)
      line.integer("level", seeker.level)
      line.text("city", CityCatalog.all[seeker.city].spellings[0])
    }
    endLine()
  }

  mutating func write(_ application: SeekerHistory.Application) {
    object { line in
      line.text("kind", "application")
      line.text("seeker", application.seeker)
      line.text("job", application.job)
      line.truth("isQualified", application.isQualified)
      line.truth("isAccepted", application.isAccepted)
    }
    endLine()
  }

  mutating func write(_ feedback: Feedback, _ category: String) {
    object { line in
      line.text("kind", "feedback")
      line.text("seeker", feedback.seeker)
      line.text("job", feedback.job)
      line.text("category", category)
    }
    endLine()
  }
}
