import JobMarket

/// A city of the synthetic world; its position is a public fact, rounded to a hundredth of a degree.
struct City: Sendable {
  let name: String
  let state: String
  let country: Country
  let latitude: Double
  let longitude: Double
  /// Thousands of people about, which weighs how many live and hire there.
  let size: Double
  /// IANA name of its zone.
  let timeZone: String
  /// How sources write it; the first is the plain way.
  let spellings: [String]

  enum Country: Sendable {
    case unitedStates, unitedKingdom
  }

  init(_ name: String, _ state: String, _ latitude: Double, _ longitude: Double, _ size: Double, _ zone: Zone) {
    (self.name, self.state, self.latitude, self.longitude, self.size) = (name, state, latitude, longitude, size)
    (country, timeZone) = (zone == .london ? .unitedKingdom : .unitedStates, zone.rawValue)
    spellings =
      zone == .london
      ? ["\(name), United Kingdom", "\(name), \(state)", name, "\(name), UK"]
      : ["\(name), \(state)", "\(name), \(state), United States", name, "\(name), \(state), USA"]
  }

  enum Zone: String {
    case eastern = "America/New_York"
    case central = "America/Chicago"
    case mountain = "America/Denver"
    case arizona = "America/Phoenix"
    case pacific = "America/Los_Angeles"
    case london = "Europe/London"
  }

  var coordinate: Coordinate? { Coordinate(latitude: latitude, longitude: longitude) }
}

enum CityCatalog {
  static let all: [City] = [
    City("New York", "NY", 40.71, -74.01, 4200, .eastern), City("Newark", "NJ", 40.74, -74.17, 310, .eastern),
    City("Jersey City", "NJ", 40.73, -74.08, 290, .eastern), City("Yonkers", "NY", 40.93, -73.90, 210, .eastern),
    City("Stamford", "CT", 41.05, -73.54, 140, .eastern), City("Philadelphia", "PA", 39.95, -75.17, 1580, .eastern),
    City("Camden", "NJ", 39.93, -75.12, 72, .eastern), City("Wilmington", "DE", 39.74, -75.55, 71, .eastern),
    City("Baltimore", "MD", 39.29, -76.61, 580, .eastern), City("Washington", "DC", 38.91, -77.04, 690, .eastern),
    City("Arlington", "VA", 38.88, -77.10, 240, .eastern), City("Richmond", "VA", 37.54, -77.44, 230, .eastern),
    City("Raleigh", "NC", 35.78, -78.64, 470, .eastern), City("Durham", "NC", 35.99, -78.90, 290, .eastern),
    City("Charlotte", "NC", 35.23, -80.84, 880, .eastern), City("Atlanta", "GA", 33.75, -84.39, 900, .eastern),
    City("Orlando", "FL", 28.54, -81.38, 310, .eastern), City("Tampa", "FL", 27.95, -82.46, 390, .eastern),
    City("St. Petersburg", "FL", 27.77, -82.64, 260, .eastern), City("Miami", "FL", 25.76, -80.19, 640, .eastern),
    City("Boston", "MA", 42.36, -71.06, 950, .eastern), City("Cambridge", "MA", 42.37, -71.11, 118, .eastern),
    City("Worcester", "MA", 42.26, -71.80, 206, .eastern), City("Pittsburgh", "PA", 40.44, -80.00, 300, .eastern),
    City("Cleveland", "OH", 41.50, -81.69, 370, .eastern), City("Columbus", "OH", 39.96, -83.00, 900, .eastern),
    City("Detroit", "MI", 42.33, -83.05, 630, .eastern), City("Ann Arbor", "MI", 42.28, -83.74, 123, .eastern),
    City("Indianapolis", "IN", 39.77, -86.16, 880, .eastern), City("Chicago", "IL", 41.88, -87.63, 2690, .central),
    City("Evanston", "IL", 42.05, -87.69, 78, .central), City("Milwaukee", "WI", 43.04, -87.91, 570, .central),
    City("Minneapolis", "MN", 44.98, -93.27, 430, .central), City("Saint Paul", "MN", 44.95, -93.09, 310, .central),
    City("St. Louis", "MO", 38.63, -90.20, 300, .central), City("Kansas City", "MO", 39.10, -94.58, 510, .central),
    City("Nashville", "TN", 36.16, -86.78, 690, .central), City("Dallas", "TX", 32.78, -96.80, 1300, .central),
    City("Fort Worth", "TX", 32.76, -97.33, 930, .central), City("Austin", "TX", 30.27, -97.74, 960, .central),
    City("San Antonio", "TX", 29.42, -98.49, 1430, .central), City("Houston", "TX", 29.76, -95.37, 2300, .central),
    City("Denver", "CO", 39.74, -104.99, 715, .mountain), City("Boulder", "CO", 40.01, -105.27, 108, .mountain),
    City("Salt Lake City", "UT", 40.76, -111.89, 200, .mountain), City("Phoenix", "AZ", 33.45, -112.07, 1610, .arizona),
    City("Las Vegas", "NV", 36.17, -115.14, 640, .pacific), City("San Diego", "CA", 32.72, -117.16, 1390, .pacific),
    City("Los Angeles", "CA", 34.05, -118.24, 3900, .pacific), City("Long Beach", "CA", 33.77, -118.19, 460, .pacific),
    City("San Jose", "CA", 37.34, -121.89, 1010, .pacific), City("San Francisco", "CA", 37.77, -122.42, 870, .pacific),
    City("Oakland", "CA", 37.80, -122.27, 440, .pacific), City("Sacramento", "CA", 38.58, -121.49, 520, .pacific),
    City("Portland", "OR", 45.52, -122.68, 650, .pacific), City("Seattle", "WA", 47.61, -122.33, 740, .pacific),
    City("Bellevue", "WA", 47.61, -122.20, 150, .pacific), City("Tacoma", "WA", 47.25, -122.44, 220, .pacific),
    City("London", "England", 51.51, -0.13, 3000, .london), City("Reading", "England", 51.45, -0.97, 170, .london),
    City("Birmingham", "England", 52.48, -1.90, 1140, .london),
    City("Manchester", "England", 53.48, -2.24, 550, .london),
    City("Leeds", "England", 53.80, -1.55, 810, .london), City("Bristol", "England", 51.45, -2.59, 470, .london),
    City("Glasgow", "Scotland", 55.86, -4.25, 630, .london), City("Edinburgh", "Scotland", 55.95, -3.19, 530, .london),
  ]
}
