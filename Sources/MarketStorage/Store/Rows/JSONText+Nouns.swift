import JobMarket

/// The nested parts of a noun as JSON, writing and reading side by side. A part that says nothing is NULL.
extension RowBuffer {
  mutating func append(strings: [String]) {
    if strings.isEmpty { return appendNull() }
    appendText { $0.array(strings) { $0.string($1) } }
  }

  mutating func append(place: Place?) {
    guard let place else { return appendNull() }
    appendText { $0.place(place) }
  }

  mutating func append(places: [Place]) {
    if places.isEmpty { return appendNull() }
    appendText { $0.array(places) { $0.place($1) } }
  }

  mutating func append(pay: Pay?) {
    guard let pay else { return appendNull() }
    appendText { $0.pay(pay) }
  }

  mutating func append(positions: [Seeker.Position]) {
    if positions.isEmpty { return appendNull() }
    appendText { $0.array(positions) { $0.position($1) } }
  }

  mutating func append(education: [Seeker.Education]) {
    if education.isEmpty { return appendNull() }
    appendText { row in
      row.array(education) { row, degree in
        row.object { row, isFirst in
          row.name("degree", isFirst: &isFirst)
          row.string(degree.degree)
          if !degree.major.isEmpty {
            row.name("major", isFirst: &isFirst)
            row.string(degree.major)
          }
          if let year = degree.year {
            row.name("year", isFirst: &isFirst)
            row.integer(Int64(year))
          }
        }
      }
    }
  }

  mutating func append(wants: Seeker.Wants) {
    if wants == Seeker.Wants() { return appendNull() }
    appendText { row in
      row.object { row, isFirst in
        if !wants.titles.isEmpty {
          row.name("titles", isFirst: &isFirst)
          row.array(wants.titles) { $0.string($1) }
        }
        if !wants.places.isEmpty {
          row.name("places", isFirst: &isFirst)
          row.array(wants.places) { $0.place($1) }
        }
        if !wants.employmentTypes.isEmpty {
          row.name("employmentTypes", isFirst: &isFirst)
          row.array(wants.employmentTypes) { $0.string($1.rawValue) }
        }
        if let pay = wants.pay {
          row.name("pay", isFirst: &isFirst)
          row.pay(pay)
        }
      }
    }
  }

  /// Values as written, fields by name: what a request's filters are kept as.
  mutating func append(filters: Attributes) {
    if filters.isEmpty { return appendNull() }
    appendText { row in
      row.object { row, isFirst in
        for (field, values) in filters.sorted(by: { $0.key < $1.key }) {
          row.separate(&isFirst)
          row.string(field.name)
          row.bytes.append(UInt8(ascii: ":"))
          row.array(values) { $0.string($1) }
        }
      }
    }
  }

  private mutating func place(_ place: Place) {
    object { row, isFirst in
      row.name("text", isFirst: &isFirst)
      row.string(place.text)
      if let coordinate = place.coordinate {
        row.name("latitude", isFirst: &isFirst)
        row.number(coordinate.latitude)
        row.name("longitude", isFirst: &isFirst)
        row.number(coordinate.longitude)
      }
    }
  }

  private mutating func pay(_ pay: Pay) {
    object { row, isFirst in
      if let minimum = pay.minimum {
        row.name("minimum", isFirst: &isFirst)
        row.number(minimum)
      }
      if let maximum = pay.maximum {
        row.name("maximum", isFirst: &isFirst)
        row.number(maximum)
      }
      row.name("period", isFirst: &isFirst)
      row.string(pay.period.rawValue)
      row.name("currency", isFirst: &isFirst)
      row.string(pay.currency)
    }
  }

  private mutating func position(_ position: Seeker.Position) {
    object { row, isFirst in
      row.name("title", isFirst: &isFirst)
      row.string(position.title)
      if !position.company.isEmpty {
        row.name("company", isFirst: &isFirst)
        row.string(position.company)
      }
      if let place = position.place {
        row.name("place", isFirst: &isFirst)
        row.place(place)
      }
      if let start = position.start {
        row.name("start", isFirst: &isFirst)
        row.integer(start.milliseconds)
      }
      if let end = position.end {
        row.name("end", isFirst: &isFirst)
        row.integer(end.milliseconds)
      }
    }
  }
}

extension JSONTextReader {
  mutating func strings() throws -> [String] {
    try array { try $0.string() }
  }

  mutating func places() throws -> [Place] {
    try array { try $0.place() }
  }

  mutating func place() throws -> Place {
    var place = Place("")
    var latitude: Double?
    var longitude: Double?
    try object { name, reader in
      switch name {
      case "text": place.text = try reader.string()
      case "latitude": latitude = try reader.number()
      case "longitude": longitude = try reader.number()
      default: throw reader.unknown(name)
      }
    }
    if let latitude, let longitude { place.coordinate = Coordinate(latitude: latitude, longitude: longitude) }
    return place
  }

  mutating func pay() throws -> Pay {
    var pay = Pay(minimum: nil, maximum: nil, period: .year, currency: "")
    try object { name, reader in
      switch name {
      case "minimum": pay.minimum = try reader.number()
      case "maximum": pay.maximum = try reader.number()
      case "period": pay.period = try reader.choice()
      case "currency": pay.currency = try reader.string()
      default: throw reader.unknown(name)
      }
    }
    return pay
  }

  mutating func positions() throws -> [Seeker.Position] {
    try array { reader in
      var position = Seeker.Position(title: "")
      try reader.object { name, reader in
        switch name {
        case "title": position.title = try reader.string()
        case "company": position.company = try reader.string()
        case "place": position.place = try reader.place()
        case "start": position.start = try reader.time()
        case "end": position.end = try reader.time()
        default: throw reader.unknown(name)
        }
      }
      return position
    }
  }

  mutating func education() throws -> [Seeker.Education] {
    try array { reader in
      var degree = Seeker.Education(degree: "")
      try reader.object { name, reader in
        switch name {
        case "degree": degree.degree = try reader.string()
        case "major": degree.major = try reader.string()
        case "year": degree.year = Int(try reader.integer())
        default: throw reader.unknown(name)
        }
      }
      return degree
    }
  }

  mutating func wants() throws -> Seeker.Wants {
    var wants = Seeker.Wants()
    try object { name, reader in
      switch name {
      case "titles": wants.titles = try reader.strings()
      case "places": wants.places = try reader.places()
      case "employmentTypes": wants.employmentTypes = try reader.array { try $0.choice() }
      case "pay": wants.pay = try reader.pay()
      default: throw reader.unknown(name)
      }
    }
    return wants
  }

  mutating func filters() throws -> Attributes {
    var filters: Attributes = [:]
    try object { name, reader in filters[try reader.field(name)] = try reader.strings() }
    return filters
  }

  mutating func valueID() throws -> ValueID {
    guard let id = ValueID(exactly: try integer()) else { throw failure("not a value id") }
    return id
  }

  func field(_ name: String) throws -> AttributeField {
    guard let field = AttributeField(name) else { throw failure(AttributeField.rule(brokenBy: name)) }
    return field
  }

  private mutating func time() throws -> Instant {
    let instant = Instant(milliseconds: try integer())
    guard Instant.calendar.contains(instant) else { throw failure("a time outside the years -9999 to 9999") }
    return instant
  }

  private mutating func choice<Choice: RawRepresentable<String>>() throws -> Choice {
    let name = try string()
    guard let choice = Choice(rawValue: name) else { throw failure("'\(name)' is not one of its kinds") }
    return choice
  }

  private func unknown(_ name: String) -> Failure {
    failure("'\(name)' does not belong here")
  }
}
