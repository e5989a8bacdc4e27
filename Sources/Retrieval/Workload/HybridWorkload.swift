import Foundation
import JobMarket
import VectorMath

/// Embeddings, attributes and queries in files that any program can make: what benchmarks ask, and a way to bring vectors of
/// one's own.
///
/// | file | content |
/// |---|---|
/// | `embeddings.npy` | f32 [N, d] |
/// | `attr.<field>.offsets.npy`, `attr.<field>.values.npy` | i64 [N + 1], i32: each row's values, rising |
/// | `queries.npy` | f32 [Q, d] |
/// | `queries.jsonl` | a line a query: `{"k":1000,"where":[{"field":"country","anyOf":[1,2]}]}` |
/// | `truth.ids.npy`, `truth.scores.npy` | i64 and f32 [Q, k], padded with −1; may be missing |
///
/// Little-endian, C order. A row's key is its number.
public struct HybridWorkload: Sendable {
  /// The rows.
  public let index: JobIndex
  /// The one segment of it.
  let segment: IndexSegment
  /// The queries.
  public let queries: [WorkloadQuery]
  /// Each query's right answer; empty without truth.
  public let truth: [WorkloadTruth]
  /// Seconds from files to an index that can be asked: reading and coding, or opening.
  public let buildSeconds: Double
  /// Whether the index was opened or built.
  public let origin: Origin

  /// How many rows there are.
  public var rowCount: Int { index.count }
  /// How many numbers a vector has.
  public var dimension: Int { segment.vectors[HybridWorkload.vectorKey]?.dimension ?? 0 }

  /// The vectors' field and model.
  public static let vectorField = "embedding"
  static let embeddingsFile = "embeddings.npy"

  /// Whether a name is one of the table above.
  package static func isOwnFile(_ name: String) -> Bool {
    [embeddingsFile, "queries.npy", "queries.jsonl", "truth.ids.npy", "truth.scores.npy"].contains(name)
      || name.hasPrefix("attr.") && name.hasSuffix(".npy")
  }

  /// Opens the index beside a workload's files, or reads and indexes them where there is none of these very files.
  ///
  /// - Parameter progress: told steps with rows done and rows in all.
  /// - Throws: `WorkloadError` naming the file, and row and column where there is one; `NPYFileError`; `IndexError` for an
  ///   index that is damaged. O(size).
  public init(
    contentsOf folder: URL, progress: (_ step: String, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) throws {
    let started = ContinuousClock.now
    progress("open the index", 0, 1)
    let opened = try HybridWorkload.openedIndex(of: folder)
    segment = try opened.index ?? HybridWorkload.index(of: folder, progress: progress)
    index = JobIndex([segment])
    origin = opened.index == nil ? .built(because: opened.reason) : .opened(HybridWorkload.indexFolder(of: folder))
    buildSeconds = started.duration(to: .now) / .seconds(1)
    let dimension = segment.vectors[HybridWorkload.vectorKey]?.dimension ?? 0
    let fields = Set(segment.values.keys)
    progress("read queries", 0, 1)
    let vectors = try HybridWorkload.matrix(folder.appending(path: "queries.npy"))
    guard vectors.dimension == dimension else {
      throw WorkloadError(
        "\(folder.path)/queries.npy: \(vectors.dimension) numbers a query, embeddings have \(dimension)")
    }
    queries = try WorkloadQuery.all(
      folder.appending(path: "queries.jsonl"), vectors: vectors, fields: fields)
    truth = try WorkloadTruth.all(folder, count: queries.count)
  }

  /// Values are numbered from 0 without great gaps, since columns by value take room for each: one wrong number must not ask
  /// for gigabytes.
  private static let greatestValueCount: Int32 = 1 << 24

  static func matrix(_ file: URL, progress: (Int, Int) -> Void = { _, _ in }) throws -> DenseMatrix {
    progress(0, 1)
    do {
      let matrix = try DenseMatrix(mapping: file.path, progress: progress)
      guard matrix.dimension <= 4096 else {
        throw WorkloadError("\(file.path): \(matrix.dimension) numbers a row, 1 to 4096 are allowed")
      }
      return matrix
    } catch let error as DenseMatrixError {
      throw WorkloadError("\(file.path): \(error)")
    } catch let error as FileDamage {
      throw WorkloadError(error.description)
    }
  }

  static func attributes(
    _ folder: URL, rowCount: Int
  ) throws -> [AttributeField: ListColumn<ValueID>] {
    var columns: [AttributeField: ListColumn<ValueID>] = [:]
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names where name.hasPrefix("attr.") && name.hasSuffix(".offsets.npy") {
      let text = String(name.dropFirst(5).dropLast(12))
      guard let field = AttributeField(text) else {
        throw WorkloadError("\(folder.path)/\(name): \(AttributeField.rule(brokenBy: text))")
      }
      let offsets = try NPYFile<Int64>(contentsOf: folder.appending(path: name).path, shape: [rowCount + 1])
      let file = folder.appending(path: "attr.\(text).values.npy")
      let elements = try NPYFile<Int32>(contentsOf: file.path, shape: [nil]).elements
      if let place = elements.firstIndex(where: { $0 < 0 || $0 >= greatestValueCount }) {
        throw WorkloadError(
          "\(file.path): value \(place) is \(elements[place]); values are 0 to \(greatestValueCount - 1)")
      }
      guard let column = ListColumn(offsets: offsets.elements, elements: elements.map(ValueID.init)) else {
        throw WorkloadError("\(folder.path)/\(name): offsets begin at 0, never fall, and end at the number of values")
      }
      // Conditions are tested by walking a row's values and their own side by side.
      if let row = (0..<rowCount).first(where: { row in
        zip(column[row], column[row].dropFirst()).contains { $0 >= $1 }
      }) {
        throw WorkloadError("\(file.path): row \(row) has \(Array(column[row])); a row's values rise, each once")
      }
      columns[field] = column
    }
    return columns
  }
}

/// Why a workload cannot be read: the file, what was found, what is allowed.
public struct WorkloadError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The sentence for the user.
  public let description: String

  package init(_ description: String) { self.description = description }
}

extension IndexSegment {
  /// An index of bare rows, whose keys are their numbers.
  init(rowCount: Int, values: [AttributeField: ListColumn<ValueID>], vectors: [VectorKey: VectorColumn]) {
    self.init(
      keys: (0..<rowCount).map { JobKey(rawValue: Int64($0)) }, textModel: "",
      text: SparseMatrix(emptyRows: rowCount), values: values, numbers: [:], points: [:], vectors: vectors,
      terms: TermColumn.all(values), expiry: [Int64](repeating: .max, count: rowCount),
      reposts: RepostGroups((0..<rowCount).map { UInt32($0) }))
  }
}
