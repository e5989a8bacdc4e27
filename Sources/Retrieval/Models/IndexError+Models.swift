import JobMarket

extension IndexError {
  static func unknownVectors(_ key: VectorKey, of job: JobKey, held: [String]) -> IndexError {
    IndexError(
      description:
        "job \(job.rawValue): a vector '\(key)', and the index has \(IndexError.vectors(of: key.field, held)); "
        + "add that model's vectors first, or leave this one out")
  }

  static func noSuchModel(_ key: VectorKey, held: [String]) -> IndexError {
    IndexError(description: "the index has no vectors '\(key)', but \(IndexError.vectors(of: key.field, held))")
  }

  static func servedModel(_ key: VectorKey, held: [String]) -> IndexError {
    let others = held.filter { $0 != key.model }.map { "'\($0)'" }.joined(separator: " or ")
    return IndexError(
      description: "the vectors '\(key)' are served: "
        + (others.isEmpty ? "add those of another model, serve them, then retire these" : "serve \(others) first"))
  }

  static func modelIsThere(_ key: VectorKey) -> IndexError {
    IndexError(
      description: "the index has vectors '\(key)' already: retire them first, or give the new ones another model id")
  }

  static func invalid(_ field: VectorField) -> IndexError {
    IndexError(description: "vector field '\(field.name)' of \(field.dimension) numbers: \(VectorField.rule)")
  }

  private static func vectors(of field: String, _ models: [String]) -> String {
    models.isEmpty
      ? "none for '\(field)'" : "those of \(models.map { "'\($0)'" }.joined(separator: " and ")) for '\(field)'"
  }
}
