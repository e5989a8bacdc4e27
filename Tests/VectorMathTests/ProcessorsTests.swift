import Foundation
import Synchronization
import Testing
import VectorMath

@Suite("Processors")
struct ProcessorsTests {
  @Test("Work beside others stays on its thread, in order, however deep it lies")
  func one() {
    let here = pthread_self()
    let numbers = Mutex<[Int]>([])
    let isElsewhere = Mutex(false)
    func work() {
      Processors.perform(100) { number in
        numbers.withLock { $0.append(number) }
        if pthread_equal(pthread_self(), here) == 0 { isElsewhere.withLock { $0 = true } }
      }
    }
    Processors.$most.withValue(1) { work() }
    #expect(numbers.withLock { $0 } == Array(0..<100))
    #expect(isElsewhere.withLock { $0 } == false)
    work()
    #expect(numbers.withLock { $0.count } == 200 && Set(numbers.withLock { $0[100...] }).count == 100)
    #expect(Processors.most == nil)
  }
}
