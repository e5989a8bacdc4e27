import Foundation
import JobMatching
import Synchronization

/// Draws progress on standard error: one line redrawn with an ETA on a terminal, a line every few seconds elsewhere.
final class TerminalProgress: Sendable {
  private struct State {
    var step = ""
    var started = ContinuousClock.now
    var drawn = ContinuousClock.now
    var open = false
  }

  private let state = Mutex(State())
  private let isTerminal = isatty(STDERR_FILENO) == 1

  /// What to hand to the library.
  var handler: StageProgress.Handler { { self.report($0) } }

  private func report(_ progress: StageProgress) {
    state.withLock { state in
      let now = ContinuousClock.now
      if progress.step != state.step {
        state = State(step: progress.step, started: now, drawn: now)
      }
      let elapsed = state.started.duration(to: now)
      if progress.isFinished {
        if state.open || elapsed > .seconds(1) { draw(finished(progress, elapsed), ends: true) }
        state = State()
        return
      }
      // A step that is over within a second is not worth a line.
      let interval: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
      guard elapsed > .seconds(isTerminal ? 0.5 : 5), state.drawn.duration(to: now) >= interval else { return }
      state.drawn = now
      state.open = true
      draw(running(progress, elapsed), ends: false)
    }
  }

  private func draw(_ text: String, ends: Bool) {
    let line =
      isTerminal
      ? "\r\u{1B}[K\(Console.field(text, limit: 500))\(ends ? "\n" : "")" : Console.field(text, limit: 500) + "\n"
    Console.write(line, to: .standardError)
  }

  private func running(_ progress: StageProgress, _ elapsed: Duration) -> String {
    let count = TerminalProgress.grouped(progress.done)
    guard let total = progress.total, total > 0, progress.done > 0 else {
      return "\(progress.step): \(count) \(progress.unit)"
    }
    let share = min(1, Double(progress.done) / Double(total))
    let filled = Int(share * 24)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
    let left = elapsed.seconds * (1 - share) / max(share, 1e-9)
    return "\(progress.step) \(bar) \(Int(share * 100)) %  \(count) \(progress.unit)  \(Int(left.rounded(.up))) s left"
  }

  private func finished(_ progress: StageProgress, _ elapsed: Duration) -> String {
    let seconds = (elapsed.seconds * 10).rounded() / 10
    return "\(progress.step): \(TerminalProgress.grouped(progress.done)) \(progress.unit) in \(seconds) s"
  }

  /// `1,234,567`.
  static func grouped(_ number: Int) -> String {
    let digits = String(abs(number))
    let groups = stride(from: digits.count, to: 0, by: -3).map { end in
      String(digits.dropFirst(max(0, end - 3)).prefix(min(3, end)))
    }
    return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }

  /// `1 job`, `2,000 jobs`.
  static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Duration {
  /// Seconds, with fraction.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
