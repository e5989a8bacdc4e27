import CZlib

/// zlib's inflate state for a sequence of gzip members, freed when this value ends.
///
/// zlib keeps the state's own address, so it lives on the heap and never moves.
struct GzipHandle: ~Copyable {
  private let state: UnsafeMutablePointer<z_stream>

  /// What one step came to.
  enum Step {
    /// Bytes were taken or made.
    case progress(consumed: Int, produced: Int)
    /// The member is complete, its checksum right.
    case memberEnd(consumed: Int, produced: Int)
    /// The bytes are not gzip, in zlib's words.
    case corrupt(String)
  }

  /// Makes a state at the start of a member; throws when there is no memory for it.
  init(file: String) throws {
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15: the largest window; + 16: expect gzip's header and checksum.
    let code = inflateInit2_(state, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      state.deinitialize(count: 1)
      state.deallocate()
      throw MarketFileError(file: file, problem: "zlib could not start (code \(code))")
    }
  }

  deinit {
    inflateEnd(state)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Inflates `input[range]` into `output`, both not empty, until one of them is used up or the member ends.
  func step(input: inout [UInt8], range: Range<Int>, output: UnsafeMutableBufferPointer<UInt8>) -> Step {
    let code = input.withUnsafeMutableBufferPointer { bytes in
      let bytes = UnsafeMutableBufferPointer(rebasing: bytes[range])
      state.pointee.next_in = bytes.baseAddress
      state.pointee.avail_in = UInt32(bytes.count)
      state.pointee.next_out = output.baseAddress
      state.pointee.avail_out = UInt32(output.count)
      return inflate(state, Z_NO_FLUSH)
    }
    let consumed = range.count - Int(state.pointee.avail_in)
    let produced = output.count - Int(state.pointee.avail_out)
    switch code {
    case Z_OK, Z_BUF_ERROR: return .progress(consumed: consumed, produced: produced)
    case Z_STREAM_END: return .memberEnd(consumed: consumed, produced: produced)
    default: return .corrupt(state.pointee.msg.map { String(cString: $0) } ?? "code \(code)")
    }
  }

  /// Makes ready for the next member.
  func restart() {
    inflateReset(state)
  }
}
