import Testing
import VectorMath

/// The promise that exact search stands on: an estimate is wrong by its error at most, whatever the numbers.
@Suite struct QuantizedBoundTests {
  /// Vectors that are hard on one step of the coding each.
  enum Kind: CaseIterable {
    case normal, oneHuge, allEqual, alternating, halfCodes, alreadyCodes, denormal, barelyNormal, vanishing, tiny, huge,
      zero, oneHot
    case mixedSizes

    func vector(_ dimension: Int, _ random: inout SeededRandom) -> [Float] {
      let normals = (0..<dimension).map { _ in Float(random.normal()) }
      let place = random.uniform(below: dimension)
      switch self {
      case .normal: return normals
      // All others fall into the codes round zero.
      case .oneHuge: return normals.enumerated().map { $0.offset == place ? 1e6 : $0.element }
      case .allEqual: return normals.map { _ in 0.7 }
      case .alternating: return normals.indices.map { $0 % 2 == 0 ? 0.7 : -0.7 }
      // Each number lies half-way between two codes, all errors to one side.
      case .halfCodes: return normals.indices.map { $0 == place ? 127 : 7.5 }
      case .alreadyCodes: return normals.indices.map { Float($0 % 255) - 127 }
      // Products of these vanish or lose most of their bits.
      case .denormal: return normals.map { $0 * 1e-30 * 1e-10 }
      case .barelyNormal: return normals.map { $0 * 1e-25 }
      case .vanishing: return normals.map { $0 * 3e-23 }
      case .tiny: return normals.map { _ in .leastNonzeroMagnitude }
      case .huge: return normals.map { $0 * 1e16 }
      case .zero: return normals.map { _ in 0 }
      case .oneHot: return normals.indices.map { $0 == place ? 1 : 0 }
      case .mixedSizes: return normals.map { $0 * [1e-20, 1e-6, 1, 1e6][random.uniform(below: 4)] }
      }
    }
  }

  private func product(_ first: [Float], _ second: [Float]) -> Double {
    zip(first, second).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  @Test("No product is farther from its estimate than the error says", arguments: Kind.allCases, Kind.allCases)
  func bounds(rows rowKind: Kind, query queryKind: Kind) throws {
    var random = SeededRandom(seed: 21)
    for dimension in [1, 2, 31, 64, 65, 128, 200, 1024] {
      let rows = (0..<17).map { _ in rowKind.vector(dimension, &random) }
      let codes = QuantizedMatrix(try DenseMatrix(rows.flatMap(\.self), dimension: dimension))
      let query = queryKind.vector(dimension, &random)
      // Towards and away from the query, where Cauchy and Schwarz leave no room.
      for query in [query, query.map { -$0 }, rows[3]] {
        for stage in QuantizedMatrix.Stage.allCases {
          let bounds = codes.bounds(for: query, stage: stage)
          try #require(bounds.count == rows.count)
          for (row, bound) in zip(rows, bounds) {
            let (estimate, error) = (Double(bound.estimate), Double(bound.error))
            let exact = abs(product(row, query) - estimate)
            let scored = abs(Double(DenseDot.dot(row, query)) - estimate)
            #expect(exact <= error, "\(stage), dimension \(dimension): \(exact) > \(error)")
            #expect(scored <= error, "\(stage), dimension \(dimension), f32: \(scored) > \(error)")
          }
        }
      }
    }
  }

  @Test("Errors are of use: far below the product of the lengths, finer with all bits")
  func usefulErrors() throws {
    var random = SeededRandom(seed: 22)
    let dimension = 128
    let rows = (0..<100).map { _ in Kind.normal.vector(dimension, &random) }
    let codes = QuantizedMatrix(try DenseMatrix(rows.flatMap(\.self), dimension: dimension))
    let query = Kind.normal.vector(dimension, &random)
    let length = product(query, query).squareRoot()
    let (coarse, fine) = (codes.bounds(for: query, stage: .coarse), codes.bounds(for: query, stage: .fine))
    for (number, row) in rows.enumerated() {
      let lengths = length * product(row, row).squareRoot()
      #expect(Double(coarse[number].error) < 0.25 * lengths)
      #expect(Double(fine[number].error) < 0.02 * lengths)
    }
  }
}
