/// The labels of taxonomies of skills, each once, with what is asked of it.
///
/// A label is kept when it can be told to mean its concept. What decides is read from the taxonomies themselves:
///
/// - A **name** (a label with capitals: `Java`, `Microsoft Excel`) is asked for its capitals when it is one word, and for
///   another name beside it when the word is a common one (`commonWords`), short or made of initials.
/// - An **alternate label** must show that it belongs to its concept: a word in common with the preferred label, the
///   initials of it, or a word that no label of other concepts has. `recovery` is an alternate of `repossession`, and means
///   nothing of the kind.
/// - A label that people found to mislead is none (`MisleadingLabels`).
struct SkillLexicon {
  /// The labels, in the order of their phrases.
  private(set) var labels: [SkillLabel] = []
  /// The phrases to look for, a label each.
  private(set) var phrases: [String] = []
  /// Of the few labels that some words beside make something else, by label.
  private(set) var surroundings: [Int: SkillSurroundings] = [:]
  private var known: [[UInt8]: Int] = [:]
  private let words: LabelWords

  /// Takes in taxonomies; groups are left out. O(total length of labels).
  init(_ taxonomies: [Taxonomy]) {
    words = LabelWords(taxonomies)
    for taxonomy in taxonomies {
      for (number, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        add(concept.label, of: concept, taxonomy.value(at: number), .preferred)
      }
      for (number, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        for alternate in concept.alternateLabels where words.sharesStem(alternate, concept) {
          add(alternate, of: concept, taxonomy.value(at: number), .alternate)
        }
      }
      // `maths` is nearer to mathematics than to geometry.
      for (number, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        for alternate in concept.alternateLabels { add(alternate, of: concept, taxonomy.value(at: number), .alternate) }
      }
    }
    // Short forms last: they must not take a label from a concept that has it.
    for taxonomy in taxonomies {
      for (number, concept) in taxonomy.concepts.enumerated() where !concept.isGroup {
        for variant in SkillLabelVariants.variants(of: concept.label) {
          add(variant, of: concept, taxonomy.value(at: number), .variant)
        }
      }
    }
  }

  private enum Origin { case preferred, alternate, variant }

  private mutating func add(_ phrase: String, of concept: Concept, _ value: String, _ origin: Origin) {
    let key = FoldedText.key(phrase)
    guard !key.isEmpty else { return }
    if let number = known[key] {
      if labels[number].value != value { labels[number].conceptCount += 1 }
      return
    }
    guard let demand = demand(on: phrase, key, of: concept, origin) else { return }
    known[key] = labels.count
    let beside = SkillSurroundings.of(String(decoding: key, as: UTF8.self))
    surroundings[labels.count] = beside
    phrases.append(phrase)
    labels.append(
      SkillLabel(
        value: value, label: concept.label, isPreferred: origin == .preferred, isName: LabelWords.isName(phrase),
        isCompany: LabelWords.isName(phrase) && demand.isStrong && !words.isLanguage(phrase),
        // `medicines` are drugs, `medicine` is a science.
        isInflected: !LabelWords.isName(phrase)
          && !(key.last == UInt8(ascii: "s")
            && MisleadingLabels.contains(String(decoding: key.dropLast(), as: UTF8.self))),
        hasSurroundings: beside != nil, written: Array(phrase.utf8), demand: demand))
  }

  /// What is asked of a label; `nil` for one that is none.
  private func demand(
    on phrase: String, _ key: [UInt8], of concept: Concept, _ origin: Origin
  ) -> SkillLabel.Demand? {
    let folded = String(decoding: key, as: UTF8.self)
    if MisleadingLabels.contains(folded, of: concept.label) { return nil }
    if let ruled = AmbiguousSkills.demand(on: folded) { return ruled }
    guard !MisleadingLabels.contains(folded) else { return nil }
    let isOneWord = !key.contains(FoldedText.space)
    if LabelWords.isName(phrase) {
      guard isOneWord else {
        return origin == .variant && !phrase.hasPrefix("MS ") && words.areCommon(key) ? nil : .nothing
      }
      // Initials that a taxonomy adds to its own long names are used by nobody else, but for those known.
      if origin == .alternate, phrase.utf8.allSatisfy(isUpper), key.count <= 6,
        concept.label.hasSuffix(" " + phrase)
      {
        return nil
      }
      let isCommon = words.isCommon(folded)
      // A product's short form that is a common word is read as the word.
      if isCommon { return origin == .preferred ? .capitalsAndCompany : nil }
      let isShort = key.count <= 3 || (key.count <= 5 && !phrase.contains(where: \.isLowercase))
      return isShort ? .capitalsAndCompany : .capitals
    }
    switch origin {
    case .preferred: return .nothing
    case .alternate: return words.shows(key, meaning: concept) ? .nothing : nil
    case .variant: return isOneWord && words.isCommon(folded) ? nil : .nothing
    }
  }
}
