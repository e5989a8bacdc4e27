import Dispatch
import Synchronization

/// What a body makes of each piece, in the order of the pieces, each on a processor of its own; one piece stays on this one.
func concurrently<Part: Sendable>(
  _ pieces: [Range<Int>], _ body: @Sendable (Range<Int>) -> Part
) -> [Part] {
  guard pieces.count > 1 else { return pieces.map(body) }
  let parts = Mutex([Part?](repeating: nil, count: pieces.count))
  Processors.perform(pieces.count) { piece in
    let part = body(pieces[piece])
    parts.withLock { $0[piece] = part }
  }
  return parts.withLock { $0.compactMap(\.self) }
}
