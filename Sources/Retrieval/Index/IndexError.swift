import JobMarket
import VectorMath

/// Why an index cannot be built, read or asked: what was found and what is allowed.
public struct IndexError: Error, Equatable, CustomStringConvertible {
  /// The sentence shown to the user.
  public let description: String

  static func keysDoNotRise(_ last: JobKey, _ next: JobKey) -> IndexError {
    IndexError(description: "job keys must rise: \(next.rawValue) came after \(last.rawValue)")
  }

  static func notFinite(_ key: JobKey, what: String) -> IndexError {
    IndexError(description: "job \(key.rawValue): \(what) is not finite")
  }

  static func unknownTerm(_ term: UInt32, termCount: Int) -> IndexError {
    IndexError(description: "term \(term) is out of range: the text model has \(termCount) terms")
  }

  static func wrongModel(_ asked: String, held: String) -> IndexError {
    IndexError(
      description: "the query's vector is of model '\(asked)' but the index holds '\(held)'; rebuild one with the other"
    )
  }

  static func badQuery(_ reason: String) -> IndexError {
    IndexError(description: reason)
  }

  static func damaged(_ file: String, _ reason: String) -> IndexError {
    IndexError(description: "\(file): \(reason); the index is damaged: rebuild it with `jobmatch index`")
  }

  static func damaged(_ damage: FileDamage) -> IndexError { damaged(damage.path, damage.reason) }

  static func otherFormat(_ file: String, _ found: Int) -> IndexError {
    IndexError(
      description: "\(file): format \(found), this jobmatch reads format \(JobIndex.formatVersion); "
        + "rebuild the index with `jobmatch index`")
  }
}
