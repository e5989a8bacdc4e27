/// What a file's name says of its content.
struct MarketFileName {
  /// The name without folders.
  let base: String
  /// The name up to its first dot.
  let stem: String
  /// What follows the first dot, in lower case, without a final `.gz`.
  let suffix: String

  init(_ file: String) {
    base = file.split(separator: "/").last.map(String.init) ?? file
    let parts = base.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    stem = parts.first ?? ""
    var rest = parts.dropFirst().map { $0.lowercased() }
    if rest.last == "gz" { rest.removeLast() }
    suffix = rest.last ?? ""
  }

  /// The kind and format of a native file; throws `MarketFileError` when it is none. `file` is its name for messages.
  func native(_ file: String) throws -> (MarketRecord.Kind, FileFormat) {
    let stems = MarketRecord.Kind.allCases.map(\.fileStem)
    guard let kind = MarketRecord.Kind.allCases.first(where: { $0.fileStem == stem }) else {
      throw MarketFileError(
        file: file, problem: "'\(stem)' is no market file",
        advice: NearestName.advice(for: stem, among: stems) + "; other files need a mapping")
    }
    switch suffix {
    case "jsonl", "ndjson": return (kind, .jsonLines)
    case "json": return (kind, .json)
    case "csv": return (kind, .delimited(UInt8(ascii: ",")))
    case "tsv": return (kind, .delimited(UInt8(ascii: "\t")))
    default:
      throw MarketFileError(
        file: file, problem: "'.\(suffix)' is no format of market files",
        advice: "allowed: .jsonl, .json, .csv, .tsv, each also .gz")
    }
  }
}
