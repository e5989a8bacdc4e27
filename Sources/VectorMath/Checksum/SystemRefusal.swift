#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the system answered instead of doing what was asked, in words that say what to do.
///
/// ```swift
/// "\(SystemRefusal(ENOSPC))"  // "the disk is full; make room and do it again"
/// ```
package struct SystemRefusal: Hashable, Sendable, CustomStringConvertible {
  /// Its `errno`.
  package let code: Int32

  /// Names a refusal.
  package init(_ code: Int32) { self.code = code }

  /// Whether the machine lacks something, room or rights or descriptors, so that nothing is known of the file itself.
  package var isEnvironment: Bool {
    switch code {
    case EMFILE, ENFILE, ENOMEM, ENOSPC, EDQUOT, EFBIG, EIO, EACCES, EPERM, EROFS, EBUSY, EAGAIN, EINTR, ENOLCK: true
    default: false
    }
  }

  /// Whether nothing has the name.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// The system's own sentence where there is nothing better to say.
  package var description: String {
    switch code {
    case EMFILE:
      "this process may open no more files (the limit is \(sysconf(Int32(_SC_OPEN_MAX)))); "
        + "raise it with `ulimit -n` or in the service's settings and do it again"
    case ENFILE: "the machine may open no more files; end other programs or raise its limit, and do it again"
    case ENOMEM: "no memory, or no room to map files, is left; end other programs or raise the limits, and do it again"
    case ENOSPC: "the disk is full; make room and do it again"
    case EDQUOT: "the quota of disk space is used up; make room and do it again"
    case EFBIG: "the file would grow beyond what is allowed; raise it with `ulimit -f`, or use a disk for larger files"
    case EIO: "the disk reports an error; check it before you rely on anything it holds"
    default: String(cString: strerror(code))
    }
  }
}
