import ArgumentParser
import JobMatching

extension LinkCommand {
  /// Counts links by size.
  struct Sizes: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "How many links of each size there are, by support and by quality.",
      discussion: """
        A link's size is how many pairs of values it has, its support how many applications and hires have it. Its quality is the \
        smoothed ratio or the weight, whichever ranks links (target.quality), before anybody decided.
        """)

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var picture: PictureFile
    @Flag(help: "Print a JSON line.") var json = false

    func run() throws {
      let book = try LinkBook(Workspace.open(at: workspace.folder))
      let sizes = LinkSizes(book.served)
      try picture.write(LinkSizesPicture(sizes).svg)
      if json { try Console.json(sizes) } else { LinkSizesPage(sizes).lines.forEach(Console.result) }
      Console.next(
        "jobmatch link list --by support\(workspace.argument)", "jobmatch target reach\(workspace.argument)")
    }
  }
}

/// The sizes of links, for people.
private struct LinkSizesPage {
  let sizes: LinkSizes

  init(_ sizes: LinkSizes) { self.sizes = sizes }

  var lines: [String] {
    var all = Table(headings: ["size", " learned", " prior", " serving"])
    var support = Table(headings: ["size"] + sizes.supportBands.map { " " + $0 })
    var quality = Table(headings: ["size"] + sizes.qualityBands.map { " " + $0 })
    for row in sizes.rows {
      all.rows.append(["\(row.size)"] + [row.learned, row.prior, row.serving].map(TerminalProgress.grouped))
      support.rows.append(["\(row.size)"] + row.support.map(TerminalProgress.grouped))
      quality.rows.append(["\(row.size)"] + row.quality.map(TerminalProgress.grouped))
    }
    let ranking = sizes.ranking == .ratio ? "hires for each no-hire, smoothed" : "weight of the regression"
    return all.lines + ["", "learned links by support"] + support.lines
      + ["", "learned links by quality (\(ranking))"] + quality.lines
  }
}
