import JobMarket

/// A search while it is read: which words are taken, and for what.
struct QueryDraft {
  let text: String
  let bytes: [UInt8]
  let tokens: [QueryToken]
  private(set) var isTaken: [Bool]
  /// What is read so far.
  var query: UnderstoodQuery

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
    tokens = QueryScanner.tokens(in: text)
    isTaken = Array(repeating: false, count: tokens.count)
    query = UnderstoodQuery(text)
  }

  /// Whether a word is there and nothing reads it yet.
  func isFree(_ index: Int) -> Bool { tokens.indices.contains(index) && !isTaken[index] }

  /// Whether words are all free, none of them quoted.
  func isFree(_ range: Range<Int>) -> Bool {
    range.lowerBound >= 0 && range.upperBound <= tokens.count && range.allSatisfy { !isTaken[$0] }
  }

  /// The word at a place if it is free.
  func word(_ index: Int) -> String? { isFree(index) ? tokens[index].text : nil }

  /// Whether these words stand from a place on, free, without a clause between them.
  func has(_ words: [String], at index: Int) -> Bool {
    guard index >= 0, index + words.count <= tokens.count else { return false }
    return words.indices.allSatisfy { offset in
      isFree(index + offset) && tokens[index + offset].text == words[offset]
        && (offset == 0 || !tokens[index + offset].opensClause)
    }
  }

  /// What is written at words, as it stands.
  func written(_ range: Range<Int>) -> String {
    String(
      decoding: bytes[tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound],
      as: UTF8.self)
  }

  /// The words that lie in a range of bytes, those that reach into it included.
  func words(in range: Range<Int>) -> Range<Int> {
    let first = tokens.partitioningIndex { $0.range.upperBound > range.lowerBound }
    let end = tokens.partitioningIndex { $0.range.lowerBound >= range.upperBound }
    return first..<max(first, end)
  }

  /// Whether a word says that the next does not hold: `not`, `without`.
  func isNegation(_ index: Int) -> Bool { word(index).map(QueryVocabulary.negations.contains) ?? false }

  /// The first word of a reading that begins at a place when what negates it is counted in, and whether something does.
  func negation(of index: Int) -> (start: Int, isNegated: Bool) {
    if tokens[index].minus != nil { return (index, true) }
    var before = index - 1
    while let word = word(before), QueryVocabulary.articles.contains(word) { before -= 1 }
    return isNegation(before) ? (before, true) : (index, false)
  }

  /// Takes words and gives the bytes they fill; `bytes` may reach into the signs around them.
  mutating func take(_ range: Range<Int>, bytes: Range<Int>? = nil) -> Range<Int> {
    for index in range { isTaken[index] = true }
    let first = tokens[range.lowerBound]
    var (lower, upper) = (first.minus ?? first.range.lowerBound, tokens[range.upperBound - 1].range.upperBound)
    if let bytes {
      let floor = range.lowerBound > 0 ? tokens[range.lowerBound - 1].range.upperBound : 0
      let ceiling = range.upperBound < tokens.count ? tokens[range.upperBound].range.lowerBound : self.bytes.count
      (lower, upper) = (min(lower, max(bytes.lowerBound, floor)), max(upper, min(bytes.upperBound, ceiling)))
    }
    return lower..<upper
  }

  /// Takes words for a condition, with what negates them.
  mutating func require(
    _ condition: QueryCondition, _ range: Range<Int>, bytes: Range<Int>? = nil, confidence: Float = 0.95,
    method: Mention.Method = .rule
  ) {
    let (start, isNegated) = negation(of: range.lowerBound)
    let taken = take(start..<range.upperBound, bytes: bytes)
    query.conditions.append(
      QueryReading(condition, range: taken, confidence: confidence, method: method, isNegated: isNegated))
  }

  /// Takes words for a preference.
  mutating func prefer(
    _ preference: QueryPreference, _ range: Range<Int>, bytes: Range<Int>? = nil, confidence: Float,
    method: Mention.Method
  ) {
    query.preferences.append(
      QueryReading(preference, range: take(range, bytes: bytes), confidence: confidence, method: method))
  }

  /// The search as read, everything in its order and no byte in two pieces.
  func finished() -> UnderstoodQuery {
    var query = query
    query.conditions.sort { $0.range.lowerBound < $1.range.lowerBound }
    query.preferences.sort { $0.range.lowerBound < $1.range.lowerBound }
    // Two readings may both claim a sign between them: the first has it.
    let pieces = query.pieces
    let lower = Dictionary(
      zip(pieces.dropFirst().map(\.lowerBound), pieces.map(\.upperBound)), uniquingKeysWith: { first, _ in first })
    func clipped(_ range: Range<Int>) -> Range<Int> {
      max(range.lowerBound, lower[range.lowerBound] ?? 0)..<range.upperBound
    }
    for index in query.conditions.indices { query.conditions[index].range = clipped(query.conditions[index].range) }
    for index in query.preferences.indices { query.preferences[index].range = clipped(query.preferences[index].range) }
    return query
  }
}

extension Array {
  /// The first index whose element fulfils a condition that all later ones fulfil as well. O(log n).
  func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
