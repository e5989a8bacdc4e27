import EntityStandardization

/// The regions of countries whose jobs name them often, which GeoNames' cities give by numbers or codes of its own.
///
/// Codes are those that people write behind a city (`Toronto, ON`), names are English.
enum GeoNamesRegions {
  /// A region by GeoNames' code; `nil` for a country that is not listed.
  static func region(_ code: String, in country: String) -> KnownPlace.Named? { regions["\(country).\(code)"] }

  private static let regions: [String: KnownPlace.Named] = {
    let rows = [
      "GB ENG ENG England|GB SCT SCT Scotland|GB WLS WLS Wales|GB NIR NIR Northern Ireland",
      "CA 01 AB Alberta|CA 02 BC British Columbia|CA 03 MB Manitoba|CA 04 NB New Brunswick|CA 05 NL Newfoundland and Labrador",
      "CA 07 NS Nova Scotia|CA 08 ON Ontario|CA 09 PE Prince Edward Island|CA 10 QC Quebec|CA 11 SK Saskatchewan",
      "CA 12 YT Yukon|CA 13 NT Northwest Territories|CA 14 NU Nunavut",
      "AU 01 ACT Australian Capital Territory|AU 02 NSW New South Wales|AU 03 NT Northern Territory|AU 04 QLD Queensland",
      "AU 05 SA South Australia|AU 06 TAS Tasmania|AU 07 VIC Victoria|AU 08 WA Western Australia",
      "DE 01 BW Baden-Württemberg|DE 02 BY Bavaria|DE 03 HB Bremen|DE 04 HH Hamburg|DE 05 HE Hesse|DE 06 NI Lower Saxony",
      "DE 07 NW North Rhine-Westphalia|DE 08 RP Rhineland-Palatinate|DE 09 SL Saarland|DE 10 SH Schleswig-Holstein",
      "DE 11 BB Brandenburg|DE 12 MV Mecklenburg-Vorpommern|DE 13 SN Saxony|DE 14 ST Saxony-Anhalt|DE 15 TH Thuringia",
      "DE 16 BE Berlin",
    ]
    var regions: [String: KnownPlace.Named] = [:]
    for row in rows.joined(separator: "|").split(separator: "|") {
      let cells = row.split(separator: " ", maxSplits: 3).map(String.init)
      regions["\(cells[0]).\(cells[1])"] = .init(code: cells[2], name: cells[3])
    }
    return regions
  }()
}
