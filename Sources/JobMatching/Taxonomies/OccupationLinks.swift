/// How near O*NET holds two occupations to be: the first five and the next five of a list of ten, then the rest.
package enum RelatednessTier: String, Sendable, Hashable, CaseIterable {
  case primaryShort = "Primary-Short"
  case primaryLong = "Primary-Long"
  case supplemental = "Supplemental"
}

/// An occupation that resembles another.
package struct RelatedOccupation: Hashable, Sendable {
  /// Which: an id within the taxonomy, or a value such as `onet:15-1252.00` in a book.
  package var occupation: String
  /// How near it is.
  package var tier: RelatednessTier
  /// Its place in the list of the nearest, from 1.
  package var index: Int

  package init(occupation: String, tier: RelatednessTier, index: Int) {
    (self.occupation, self.tier, self.index) = (occupation, tier, index)
  }
}

/// A technology that an occupation uses.
package struct OccupationTechnology: Hashable, Sendable {
  /// Which: an id within the taxonomy, or a value such as `onet:java` in a book.
  package var skill: String
  /// Whether employers often name it in adverts ("hot technology").
  package var isHot: Bool

  package init(skill: String, isHot: Bool) {
    (self.skill, self.isHot) = (skill, isHot)
  }
}

/// The occupation of another taxonomy that means about the same.
package struct OccupationCrosswalk: Hashable, Sendable {
  /// Which: an id within the other taxonomy, or a value in a book.
  package var occupation: String
  /// How the other taxonomy called it when the link was made; empty where it is not known.
  package var label: String
  /// How sure its makers were: 0.5, 1 or 2; more is surer.
  package var confidence: Double

  package init(occupation: String, label: String = "", confidence: Double) {
    (self.occupation, self.label, self.confidence) = (occupation, label, confidence)
  }
}
