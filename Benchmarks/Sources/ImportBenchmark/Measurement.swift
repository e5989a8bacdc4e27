import Foundation
import Synchronization

/// A fault of the benchmark's surroundings, as a sentence.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// What one piece of work took.
struct Measurement: Codable {
  /// Wall-clock seconds.
  var seconds: Double
  /// Processor seconds of all threads, in user code and in the kernel.
  var cpuSeconds: Double

  /// Measures a piece of work of this process.
  static func of(_ work: () throws -> Void) rethrows -> Measurement {
    let clock = ContinuousClock()
    let (start, cpuStart) = (clock.now, cpuSecondsSoFar())
    try work()
    return Measurement(seconds: (clock.now - start) / .seconds(1), cpuSeconds: cpuSecondsSoFar() - cpuStart)
  }

  private static func cpuSecondsSoFar() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The most memory this process has held so far, in bytes.
  static func peakResidentBytes() -> Int {
    var usage = rusage()
    // 0 is RUSAGE_SELF, which each C library declares as another type.
    getrusage(0, &usage)
    #if canImport(Darwin)
      return Int(usage.ru_maxrss)
    #else
      return Int(usage.ru_maxrss) * 1024
    #endif
  }
}

extension Array where Element == Double {
  /// The middle value, the lower of two; 0 without values.
  var median: Double { isEmpty ? 0 : sorted()[(count - 1) / 2] }
}

/// A file's size in bytes, 0 when there is none.
func fileSize(_ path: String) -> Int {
  ((try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int) ?? 0
}

/// Watches how large a file gets while work runs, looking 20 times a second.
final class FilePeak: Sendable {
  private let path: String
  private let state = Mutex((peak: 0, isDone: false))

  private init(_ path: String) {
    self.path = path
  }

  /// The largest size that `path` was seen to have while `work` ran, in bytes.
  static func of(_ path: String, during work: () throws -> Void) rethrows -> Int {
    let watch = FilePeak(path)
    let thread = Thread { watch.run() }
    thread.start()
    defer { watch.state.withLock { $0.isDone = true } }
    try work()
    return watch.state.withLock { $0.peak }
  }

  private func run() {
    while true {
      let size = fileSize(path)
      let isDone = state.withLock { state in
        state.peak = max(state.peak, size)
        return state.isDone
      }
      if isDone { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
  }
}
