import VectorMath

/// All kinds of work of the synthetic world, numbered family after family.
enum OccupationCatalog {
  static let families: [OccupationFamily] = office + field
  static let all: [CatalogedOccupation] = makeAll()
  /// Every skill's spelling, by number.
  static let skillNames: [String] = skillNumbers().names

  /// The numbers of a family's occupations: one range.
  static let ranges: [Range<Int>] = {
    var start = 0
    return families.map { family in
      defer { start += family.occupations.count }
      return start..<start + family.occupations.count
    }
  }()

  private static func skillNumbers() -> (names: [String], numbers: [String: UInt16]) {
    var names: [String] = []
    var numbers: [String: UInt16] = [:]
    for family in families {
      for skill in family.skills + family.occupations.flatMap(\.skills) where numbers[skill] == nil {
        numbers[skill] = UInt16(names.count)
        names.append(skill)
      }
    }
    return (names, numbers)
  }

  private static func makeAll() -> [CatalogedOccupation] {
    let numbers = skillNumbers().numbers
    return families.indices.flatMap { family in
      families[family].occupations.map { occupation in
        let names = occupation.skills + families[family].skills.filter { !occupation.skills.contains($0) }
        return CatalogedOccupation(
          occupation: occupation, family: family, skills: names.compactMap { numbers[$0] })
      }
    }
  }

  /// Whether people move from one occupation to the other without new schooling: the same, or beside it in its family.
  static func areNeighbours(_ first: Int, _ second: Int) -> Bool {
    abs(first - second) <= 1 && all[first].family == all[second].family
  }
}

/// An occupation with its place in the catalogue.
struct CatalogedOccupation: Sendable {
  let occupation: Occupation
  /// Its family's number.
  let family: Int
  /// The numbers of its skills, its own first, then its family's; at most 16, so that a job's are a mask.
  let skills: [UInt16]
}
