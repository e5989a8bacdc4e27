import JobMarket
import VectorMath

/// What a taxonomy says of the candidates of `NextOccupationProtocol`, a profile an occupation; it holds no hire.
public struct OccupationProfiles: Hashable, Sendable {
  /// A profile a candidate.
  public let profiles: [OccupationProfile]
  /// How many terms the text vectors can name.
  public let termCount: Int

  /// Makes profiles of one text model of `termCount` terms; all abilities have one length, or none.
  public init(_ profiles: [OccupationProfile], termCount: Int) {
    precondition(Set(profiles.map(\.abilities.count)).subtracting([0]).count <= 1, "abilities are of one length")
    precondition(
      profiles.allSatisfy { $0.related.keys.allSatisfy(profiles.indices.contains) }, "relations lead to candidates")
    (self.profiles, self.termCount) = (profiles, termCount)
  }

  /// The cosines of texts, a row an occupation.
  var wordLikeness: [[Double]] {
    profiles.map { one in
      var dense = [Float](repeating: 0, count: termCount)
      for (term, value) in zip(one.words.indices, one.words.values) { dense[Int(term)] = value }
      return profiles.map { other in
        zip(other.words.indices, other.words.values).reduce(0) { $0 + Double($1.1) * Double(dense[Int($1.0)]) }
      }
    }
  }

  /// The cosines of abilities as they differ from the usual: each ability less its mean, by its standard deviation; 0 where
  /// either side has none. A row an occupation.
  var abilityLikeness: [[Double]] {
    let known = profiles.map(\.abilities).filter { !$0.isEmpty }
    guard let length = known.first?.count else { return profiles.map { _ in profiles.map { _ in 0 } } }
    let count = Double(known.count)
    let means = (0..<length).map { column in known.reduce(0) { $0 + $1[column] } / count }
    let deviations = (0..<length).map { column in
      (known.reduce(0) { $0 + ($1[column] - means[column]) * ($1[column] - means[column]) } / count).squareRoot()
    }
    let rows = profiles.map { profile -> [Double] in
      let row = zip(profile.abilities, zip(means, deviations)).map { $1.1 > 0 ? ($0 - $1.0) / $1.1 : 0 }
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return norm > 0 ? row.map { $0 / norm } : []
    }
    return rows.map { one in rows.map { other in zip(one, other).reduce(0) { $0 + $1.0 * $1.1 } } }
  }
}

/// What a taxonomy says of one occupation.
public struct OccupationProfile: Hashable, Sendable {
  /// The words of its titles and technologies, of length 1 or zero.
  public var words: SparseVector
  /// How important each skill and field of knowledge is; empty when unknown.
  public var abilities: [Double]
  /// The candidates beside it, each with how near it is, above 0 to 1.
  public var related: [Int: Double]
  /// How much preparation it takes (O*NET's job zone), 1 to 5; `nil` when unknown.
  public var zone: Double?

  /// Makes a profile; one of nothing is like no other.
  public init(words: SparseVector = .zero, abilities: [Double] = [], related: [Int: Double] = [:], zone: Double? = nil)
  {
    (self.words, self.abilities, self.related, self.zone) = (words, abilities, related, zone)
  }
}
