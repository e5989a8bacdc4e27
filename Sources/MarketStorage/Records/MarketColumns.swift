/// The columns of the native market files (DESIGN "Market files").
package enum MarketColumns {
  /// What a column holds.
  indirect enum Shape: Equatable, Sendable {
    /// One value.
    case scalar
    /// A list of values, separated by `|` in CSV.
    case list
    /// An object with these keys; in CSV dotted columns.
    case object([Column])
    /// A list of objects; in CSV dotted columns make one object.
    case objectList([Column])
    /// A place: a text or an object.
    case place
    /// A list of places.
    case placeList
    /// Lists of values by field name.
    case attributes
  }

  /// A column's name and what it holds.
  struct Column: Equatable, Sendable {
    var name: String
    var shape: Shape
    init(_ name: String, _ shape: Shape = .scalar) {
      (self.name, self.shape) = (name, shape)
    }
  }

  /// The columns of a kind in the order of the guide.
  static func of(_ kind: MarketRecord.Kind) -> [Column] {
    switch kind {
    case .seeker: seeker
    case .job: job
    case .request:
      scalars("id", "seeker", "query") + [Column("filters", .attributes)] + scalars("channel", "at")
    case .impression: scalars("request", "job", "rank", "flow", "at")
    case .engagement: scalars("seeker", "job", "kind", "at", "dwellSeconds", "request")
    case .hire: scalars("seeker", "job", "at")
    case .campaign: scalars("id", "job", "bid", "dailyBudget", "timeZone", "start", "end")
    case .feedback: scalars("seeker", "job", "text", "category", "at")
    case .group: scalars("seeker", "dimension", "value")
    }
  }

  /// The keys of a place.
  static let place = scalars("text", "city", "state", "country", "lat", "lon")
  /// The keys of pay.
  static let pay = scalars("min", "max", "period", "currency")
  /// The keys of a position.
  static let position = scalars("title", "company") + [Column("place", .place)] + scalars("start", "end")
  /// The keys of a degree.
  static let education = scalars("degree", "major", "year")
  /// The keys of a seeker's wishes.
  static let wants = [
    Column("titles", .list), Column("places", .placeList), Column("employmentTypes", .list),
    Column("pay", .object(pay)),
  ]

  private static let seeker =
    scalars("id", "headline", "text") + [
      Column("positions", .objectList(position)), Column("skills", .list), Column("education", .objectList(education)),
      Column("place", .place), Column("wants", .object(wants)), Column("attributes", .attributes),
    ]

  private static let job =
    scalars("id", "title", "description", "company", "industry") + [Column("places", .placeList)]
    + scalars("remote", "employmentType", "seniority") + [Column("skills", .list), Column("pay", .object(pay))]
    + scalars("openings", "postedAt", "expiresAt", "status") + [Column("attributes", .attributes)]

  private static func scalars(_ names: String...) -> [Column] {
    names.map { Column($0) }
  }
}

extension MarketRecord.Kind {
  /// The name of this kind's native file up to the first dot: `seekers`.
  package var fileStem: String {
    switch self {
    case .seeker: "seekers"
    case .job: "jobs"
    case .request: "requests"
    case .impression: "impressions"
    case .engagement: "engagements"
    case .hire: "hires"
    case .campaign: "campaigns"
    case .feedback: "feedback"
    case .group: "groups"
    }
  }
}
