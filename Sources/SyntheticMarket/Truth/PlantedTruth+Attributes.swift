import JobMarket

extension PlantedTruth {
  /// A seeker's attributes in their plain spellings, complete, as `PlantedLink` names them: `title` (the occupation), `skill`, `major`
  /// and `company` (past and present employers). What a perfect reader would make of a profile that leaves nothing out. O(1).
  public func attributes(ofSeeker seeker: Int) -> Attributes {
    let facts = generator.facts(ofSeeker: seeker)
    var companies: [String] = []
    for name in facts.career.map({ CompanyCatalog.name($0.company) }) where !companies.contains(name) {
      companies.append(name)
    }
    return [
      .title: [OccupationCatalog.all[facts.occupation].occupation.title],
      .skill: facts.skills.map { OccupationCatalog.skillNames[Int($0)] },
      .major: facts.major.map { [$0] } ?? [],
      .company: companies,
    ]
  }

  /// A job's attributes in their plain spellings, complete, as `PlantedLink` names them: `title` (the occupation), `industry`,
  /// `seniority` and `company`. O(1).
  public func attributes(ofJob job: Int) -> Attributes {
    let facts = generator.facts(ofJob: job)
    return [
      .title: [OccupationCatalog.all[facts.occupation].occupation.title],
      .industry: [CompanyCatalog.industries[facts.industry]],
      .seniority: [Level.names[facts.level]],
      .company: [CompanyCatalog.name(facts.company)],
    ]
  }
}
