import Foundation

/// Splits text into words: runs of letters and digits, in lower case, without accents.
///
/// ```swift
/// Tokenizer().tokens(in: "Café Sous-Chef (PM)")  // ["cafe", "sous", "chef", "pm"]
/// ```
///
/// Text in ASCII takes a path over bytes; anything else is folded by Unicode first, so that `Ａ`, `Á` and `a` are one
/// letter. Scripts without spaces become one word a run: splitting them is not promised.
public struct Tokenizer: Sendable {
  /// Makes the one tokenizer there is; every model that stores words was built with it.
  public init() {}

  /// The words of a text, in order. O(length).
  public func tokens(in text: String) -> [String] {
    var text = text
    let fast = text.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? asciiTokens(bytes) : nil
    }
    return fast ?? foldedTokens(text)
  }

  /// The words of a text joined by single spaces: equal for texts that differ in case, accents and punctuation alone.
  public func folded(_ text: String) -> String {
    tokens(in: text).joined(separator: " ")
  }

  private func asciiTokens(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    var tokens: [String] = []
    var word: [UInt8] = []
    for byte in bytes {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: word.append(byte)
      case 0x41...0x5A: word.append(byte | 0x20)
      default:
        if !word.isEmpty {
          tokens.append(String(decoding: word, as: UTF8.self))
          word.removeAll(keepingCapacity: true)
        }
      }
    }
    if !word.isEmpty { tokens.append(String(decoding: word, as: UTF8.self)) }
    return tokens
  }

  private func foldedTokens(_ text: String) -> [String] {
    let folded = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    return folded.unicodeScalars
      .split { !Tokenizer.isLetterOrDigit($0) && !$0.properties.isGraphemeExtend }
      // A mark belongs to the letter before it; one that follows none (an emoji's variation selector) is no word.
      .map { $0.drop { !Tokenizer.isLetterOrDigit($0) } }
      .filter { !$0.isEmpty }
      .map { String($0).lowercased() }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
