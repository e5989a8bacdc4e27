import JobMarket
import MarketStorage
import Testing

@Suite("The queue of writes")
struct WriteQueueTests {
  private func call(_ id: UInt64) -> WriteQueue.Call {
    WriteQueue.Call(id: id, writes: [.close(id: "\(id)")]) { _ in }
  }

  private func taken(_ next: WriteQueue.Next) -> [UInt64] {
    if case .commit(let calls) = next { calls.map(\.id) } else { [] }
  }

  @Test("Calls are taken in order and once, withdrawn ones never, however many have gone before")
  func order() {
    var queue = WriteQueue(capacity: 1 << 20)
    var expected: [UInt64] = []
    var found: [UInt64] = []
    for id in 0..<12_000 as Range<UInt64> {
      let entry = queue.enter(call(id))
      #expect(entry == (id == 0 ? .startCommitting : .waits))
      // Some at once, some when those before them have gone, one that was taken already.
      if id % 3 == 1 { #expect(queue.withdraw(id)?.id == id) }
      if id % 7 == 6, id > 400 {
        let earlier = id - 5
        let waits = expected.contains(earlier) && !found.contains(earlier)
        #expect((queue.withdraw(earlier) != nil) == waits)
        if waits { expected.removeAll { $0 == earlier } }
      }
      if id % 3 != 1 { expected.append(id) }
      if id % 50 == 49 { found += taken(queue.next(limit: 24)) }
      if found.count > 64, expected.count > 64 {
        #expect(Array(found[..<64]) == Array(expected[..<64]))
        found.removeFirst(64)
        expected.removeFirst(64)
      }
    }
    while true {
      let calls = taken(queue.next(limit: 1000))
      if calls.isEmpty { break }
      found += calls
    }
    #expect(found == expected)
    #expect(queue.waiting == 0)
    #expect(queue.withdraw(11_999) == nil)
    #expect(queue.enter(call(1)) == .startCommitting, "it rested")
  }

  @Test("A queue of withdrawn calls rests, and its room is free again")
  func rests() {
    var queue = WriteQueue(capacity: 2)
    #expect(queue.enter(call(1)) == .startCommitting)
    #expect(queue.enter(call(2)) == .waits)
    #expect(queue.enter(call(3)) == .isFull)
    #expect(queue.withdraw(1) != nil && queue.withdraw(1) == nil && queue.withdraw(2) != nil)
    #expect(queue.enter(call(4)) == .waits)
    #expect(queue.withdraw(4) != nil)
    #expect(taken(queue.next(limit: 9)) == [])
    #expect(queue.enter(call(5)) == .startCommitting)
  }
}
