import Synchronization

/// Memory of searches that are done, for those to come: a search takes new memory only when no used one fits.
final class RoomPool: Sendable {
  private let rooms = Mutex<[CandidateRoomHandle.Room]>([])

  /// Memory for at least `count` candidates.
  func take(count: Int) -> CandidateRoomHandle.Room {
    let used = rooms.withLock { rooms in
      rooms.firstIndex { $0.capacity >= count }.map { rooms.remove(at: $0) }
    }
    return used ?? CandidateRoomHandle.Room(capacity: count)
  }

  /// How many bytes wait for searches to come.
  var byteCount: Int { rooms.withLock { $0.reduce(0) { $0 + $1.byteCount } } }

  /// What is kept at most; a room of a usual search takes some megabytes.
  private static let mostBytes = 256 << 20

  /// Takes memory back; where much is kept already, it is let go.
  func put(_ room: CandidateRoomHandle.Room) {
    rooms.withLock { rooms in
      if rooms.reduce(room.byteCount, { $0 + $1.byteCount }) <= RoomPool.mostBytes { rooms.append(room) }
    }
  }
}
