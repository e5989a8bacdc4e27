import Foundation

/// What a thread has used of a processor, which others that use the machine have no say in.
enum ThreadTime {
  /// Milliseconds of this thread until now.
  static var milliseconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}
