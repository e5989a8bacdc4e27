import EntityStandardization
import JobMarket

/// The name of all that decides what is found in a text.
package enum StandardizerFingerprint {
  /// A 64-bit checksum of the rules' version and of the files of taxonomies, places and titles as an artifact keeps them.
  /// O(bytes).
  ///
  /// Places that only the market knows come and go with its jobs and are left out; what they name is looked up anew in every
  /// run. Corrections and the least confidence work upon what was found and are no part of it.
  package static func of(
    _ taxonomies: TaxonomyBook, _ gazetteer: PlaceGazetteer, corpus: [String], isExact: Bool, rules: Int
  ) -> String {
    var checksum = ContentChecksum()
    checksum.add("rules \(rules) exact \(isExact)")
    for (name, text) in TaxonomyFiles.texts(of: taxonomies) {
      checksum.add(name)
      checksum.add(text)
    }
    for place in gazetteer.places where !place.isFallback { checksum.add(IndexFiles.line(of: place)) }
    for title in corpus { checksum.add(title) }
    return String(checksum.value, radix: 16)
  }
}
