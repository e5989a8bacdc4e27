import CLibLinear
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// LIBLINEAR draws from the C library's one generator and prints through one function: a fit at a time.
private let oneFit = Mutex(())

/// All pairs as LIBLINEAR reads them, 16 bytes a feature and 40 a pair: rows of (column, 1) that end with the constant and a
/// column of −1. All pointers into C stay here.
struct RegressionProblemHandle: ~Copyable {
  private let linkCount: Int
  private let nodes: UnsafeMutableBufferPointer<feature_node>
  /// Where each pair's row begins.
  private let starts: [Int]
  private let hires: [Bool]

  /// Writes the rows of all pairs. O(features + pairs).
  init(features: LinkFeatures, hires: [Bool], linkCount: Int) {
    (self.linkCount, self.hires) = (linkCount, hires)
    let nodes = UnsafeMutableBufferPointer<feature_node>.allocate(capacity: features.links.count + 2 * hires.count)
    var (next, starts) = (0, [Int]())
    starts.reserveCapacity(hires.count)
    func add(_ column: Int32) {
      nodes.initializeElement(at: next, to: feature_node(index: column, value: 1))
      next += 1
    }
    for pair in hires.indices {
      starts.append(next)
      // Columns count from 1.
      for link in features.links(of: pair) { add(Int32(link) + 1) }
      add(Int32(linkCount) + 1)
      add(-1)
    }
    (self.nodes, self.starts) = (nodes, starts)
  }

  deinit { nodes.deallocate() }

  /// Fits some of the pairs, which must hold a hire and a no-hire, with a positive cost.
  ///
  /// O(features · passes), with as much memory again as the rows take.
  func fit(_ pairs: [Int], cost: Double, options: RegressionOptions) -> FittedWeights {
    var rows = pairs.map { nodes.baseAddress.map { [start = starts[$0]] in $0 + start } }
    var labels = pairs.map { hires[$0] ? 1.0 : -1.0 }
    return rows.withUnsafeMutableBufferPointer { rows in
      labels.withUnsafeMutableBufferPointer { labels in
        var problem = problem(
          l: Int32(pairs.count), n: Int32(linkCount) + 1, y: labels.baseAddress, x: rows.baseAddress, bias: -1)
        return oneFit.withLock { _ in fit(&problem, cost: cost, options: options) }
      }
    }
  }

  private func fit(_ problem: inout problem, cost: Double, options: RegressionOptions) -> FittedWeights {
    var parameter = jobmatch_l1_logistic(cost, options.tolerance)
    precondition(check_parameter(&problem, &parameter) == nil, "options were checked before")
    set_print_string_function { _ in }
    srand(UInt32(truncatingIfNeeded: spread(options.seed) >> 32))
    var model = train(&problem, &parameter)
    defer { free_and_destroy_model(&model) }
    guard let fitted = model?.pointee, let weights = fitted.w, let label = fitted.label else {
      preconditionFailure("two classes give a model")
    }
    let sign = Double(label[0])
    return FittedWeights(
      weights: (0..<linkCount).map { sign * weights[$0] }, intercept: sign * weights[linkCount])
  }
}
