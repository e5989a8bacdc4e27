/// Learns links from pairs: counts every combination of meta links exactly and keeps those that point to hires (PAPER 2.2 to
/// 2.4, Algorithm 1).
///
/// ```swift
/// let miner = try LinkMiner(templates: [LinkTemplate("title:title"), LinkTemplate("skill:skill")])
/// let mined = try miner.mine(pairs)
/// mined.links.count            // 116_753
/// mined.report.candidateRows   // 8_630_920
/// ```
///
/// The plan:
/// 1. Meta links are counted, and only those of the minimum support are numbered: a set occurs at most as often as each of its
///    members, so no link of enough support is lost.
/// 2. Each pair becomes the rising numbers of its meta links, hires first (`MetaLinkRows`).
/// 3. Sets are grown one meta link at a time (`LinkSearch`), from the pairs that have the set so far; a set of too little support
///    is not grown. No row of a combination is ever written down, and no key is hashed: a set is its place in the search.
///
/// The same pairs give the same links, to the byte, at any number of threads and any memory limit.
public struct LinkMiner: Hashable, Sendable {
  /// The most templates.
  public static let mostTemplates = 256

  /// Which fields may be joined.
  public let templates: [LinkTemplate]
  /// What is counted and kept.
  public let options: MiningOptions

  /// Makes a miner; throws for no template, one named twice, and an option out of its range.
  public init(templates: [LinkTemplate], options: MiningOptions = MiningOptions()) throws {
    guard !templates.isEmpty else { throw LinkGraphError.noTemplate() }
    guard templates.count <= LinkMiner.mostTemplates else {
      throw LinkGraphError.tooManyTemplates(templates.count, most: LinkMiner.mostTemplates)
    }
    var seen = Set<LinkTemplate>()
    for template in templates where !seen.insert(template).inserted {
      throw LinkGraphError.repeatedTemplate("\(template)")
    }
    try options.check()
    (self.templates, self.options) = (templates, options)
  }

  /// Learns links; throws when a template names a field that the pairs do not have, and when the memory limit is too small.
  ///
  /// O(Σ over kept sets of the meta links after it in the pairs that have it); at most `candidateRows` steps, and as many again
  /// for each pass that the memory limit asks for.
  public func mine(_ pairs: HirePairs) throws -> MinedLinks {
    let start = ContinuousClock.now
    let reader = try MetaLinkReader(pairs, templates: templates)
    let counter = MetaLinkCounter(
      reader: reader, minimumSupport: options.minimumSupport, threads: options.threads,
      memoryLimit: options.memoryLimit)
    let counted = try templates.indices.map { try counter.counted(template: $0) }
    let table = MetaLinkTable(templates: templates, counted: counted.map(\.kept))
    try MiningMemory.check(table, pairCount: pairs.count, options: options)
    let rows = try MetaLinkRows(reader, in: table, options: options)
    let (columns, passes) = try LinkSearch(rows, metaLinkCount: table.count, options: options).links()
    let links = LinkTable(columns, metaLinks: table, mostMetaLinksAPair: options.mostMetaLinksAPair)
    var report = MiningReport()
    (report.pairs, report.hires) = (pairs.count, pairs.hireCount)
    (report.metaLinks, report.candidateRows) = (table.count, rows.combinationCount)
    (report.cappedPairs, report.mostMetaLinksAPair) = (rows.cappedPairs, options.mostMetaLinksAPair)
    (report.countingPasses, report.combiningPasses) = (counted.reduce(0) { max($0, $1.passes) }, passes)
    report.links = links.count
    report.linkHires = columns.hires.reduce(0) { $0 + Int($1) }
    report.linkNoHires = columns.noHires.reduce(0) { $0 + Int($1) }
    report.seconds.mine = (ContinuousClock.now - start) / .seconds(1)
    return MinedLinks(links: links, report: report)
  }
}

/// The links that were learned and how.
public struct MinedLinks: Sendable {
  /// The links.
  public let links: LinkTable
  /// The numbers of the work.
  public let report: MiningReport
}
