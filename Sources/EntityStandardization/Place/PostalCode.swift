/// A postal code within a place's text, by the form that its country gives it.
///
/// ```swift
/// PostalCode.extract(from: &words)  // ["preston", "pr3", "2jh"] leaves ["preston"]: GB, area "pr"
/// ```
struct PostalCode: Hashable, Sendable {
  /// ISO code of the country that writes codes so.
  var country: String
  /// The letters before the first digit of a British code; empty elsewhere.
  var area: String

  /// Takes a code out of the folded words of a part of a text; `nil` where there is none.
  ///
  /// British codes (`PR3 2JH`, `PR3` alone, `PR32JH`), Canadian ones (`M5V 3L9`) and American ones behind other words
  /// (`NJ 07102`) are known. A lone number is a house's as often.
  static func extract(from words: inout [String]) -> PostalCode? {
    for index in words.indices {
      if let area = outward(words[index]), areaTowns[area] != nil {
        if index + 1 < words.count, isInward(words[index + 1]) {
          words.removeSubrange(index...(index + 1))
          return PostalCode(country: "GB", area: area)
        }
        if words.count == 1 || index == words.count - 1 {
          words.remove(at: index)
          return PostalCode(country: "GB", area: area)
        }
      }
      let word = words[index]
      if (5...7).contains(word.utf8.count), isInward(String(word.suffix(3))),
        let area = outward(String(word.dropLast(3))),
        areaTowns[area] != nil
      {
        words.remove(at: index)
        return PostalCode(country: "GB", area: area)
      }
      if index + 1 < words.count, fits(word, "A0A"), fits(words[index + 1], "0A0") {
        words.removeSubrange(index...(index + 1))
        return PostalCode(country: "CA", area: "")
      }
    }
    // A ZIP code, perhaps with its four further digits.
    if words.count > 2, fits(words[words.count - 1], "0000"), fits(words[words.count - 2], "00000") {
      words.removeLast(2)
      return PostalCode(country: "US", area: "")
    }
    if words.count > 1, words[0].utf8.count == 2, let last = words.last, fits(last, "00000") {
      words.removeLast()
      return PostalCode(country: "US", area: "")
    }
    return nil
  }

  /// The area of a British outward code: `pr` of `pr3`, `sw` of `sw1a`.
  private static func outward(_ word: String) -> String? {
    guard (2...4).contains(word.utf8.count) else { return nil }
    return ["A0", "A00", "A0A", "AA0", "AA00", "AA0A"].contains { fits(word, $0) }
      ? String(word.prefix { $0.isLetter }) : nil
  }

  private static func isInward(_ word: String) -> Bool { fits(word, "0AA") }

  /// Whether a word has letters and digits as a form has them.
  private static func fits(_ word: String, _ form: String) -> Bool {
    word.utf8.count == form.utf8.count
      && zip(word.utf8, form.utf8).allSatisfy { byte, kind in
        kind == UInt8(ascii: "0") ? (48...57).contains(byte) : (97...122).contains(byte)
      }
  }

  /// The town that each British postcode area is named after, or another of it where GeoNames has none of that name.
  static let areaTowns: [String: String] = {
    let rows =
      "ab Aberdeen|al St Albans|b Birmingham|ba Bath|bb Blackburn|bd Bradford|bh Bournemouth|bl Bolton|bn Brighton|br Orpington"
      + "|bs Bristol|bt Belfast|ca Carlisle|cb Cambridge|cf Cardiff|ch Chester|cm Chelmsford|co Colchester|cr Croydon"
      + "|ct Canterbury|cv Coventry|cw Crewe|da Dartford|dd Dundee|de Derby|dg Dumfries|dh Durham|dl Darlington|dn Doncaster"
      + "|dt Dorchester|dy Dudley|e London|ec London|eh Edinburgh|en Enfield|ex Exeter|fk Falkirk|fy Blackpool|g Glasgow"
      + "|gl Gloucester|gu Guildford|ha Harrow|hd Huddersfield|hg Harrogate|hp Hemel Hempstead|hr Hereford|hs Stornoway"
      + "|hu Hull|hx Halifax|ig Ilford|ip Ipswich|iv Inverness|ka Kilmarnock|kt Kingston upon Thames|kw Kirkwall|ky Kirkcaldy"
      + "|l Liverpool|la Lancaster|ld Llandrindod Wells|le Leicester|ll Llandudno|ln Lincoln|ls Leeds|lu Luton|m Manchester"
      + "|me Rochester|mk Milton Keynes|ml Motherwell|n London|ne Newcastle upon Tyne|ng Nottingham|nn Northampton|np Newport"
      + "|nr Norwich|nw London|ol Oldham|ox Oxford|pa Paisley|pe Peterborough|ph Perth|pl Plymouth|po Portsmouth|pr Preston"
      + "|rg Reading|rh Redhill|rm Romford|s Sheffield|sa Swansea|se London|sg Stevenage|sk Stockport|sl Slough|sm Sutton"
      + "|sn Swindon|so Southampton|sp Salisbury|sr Sunderland|ss Southend-on-Sea|st Stoke-on-Trent|sw London|sy Shrewsbury"
      + "|ta Taunton|td Galashiels|tf Telford|tn Tonbridge|tq Torquay|tr Truro|ts Middlesbrough|tw Hounslow|ub Southall"
      + "|w London|wa Warrington|wc London|wd Watford|wf Wakefield|wn Wigan|wr Worcester|ws Walsall|wv Wolverhampton|yo York"
      + "|ze Lerwick|je Saint Helier|gy Saint Peter Port|im Douglas"
    var towns: [String: String] = [:]
    for row in rows.split(separator: "|") {
      let parts = row.split(separator: " ", maxSplits: 1)
      towns[String(parts[0])] = PlaceKey.of(String(parts[1]))
    }
    return towns
  }()
}
