import ArgumentParser
import JobMatching

/// Searches.
struct RetrieveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retrieve",
    abstract: "Jobs for a search: \"senior cashier near newark, part time, > $15/hr\".",
    discussion: """
      Places, remote work, kinds of contract, pay and employers are conditions; occupations, skills and levels make a job
      better; the rest are words. The notes say how each piece was read. Quotes keep a piece as words: retrieve
      '"york" baker'. A minus, 'not' and 'without' leave out: retrieve 'nurse -night'.
      """)

  @Argument(help: "The search.")
  var search: String

  @Flag(help: "Take the search for words and nothing else.") var words = false
  @Flag(help: "Only labels of titles count: typing slips are not forgiven.") var exact = false
  @Flag(help: "Print how the search is read, as a line of JSON, and do not search.") var reading = false

  @OptionGroup var arguments: MatchArguments

  func validate() throws {
    if words, exact { throw ValidationError("--words or --exact, not both") }
  }

  func run() throws {
    let service = try arguments.service()
    let mode: SearchReading = words ? .words : exact ? .exact : .understood
    guard !reading else {
      return try Console.json(SearchReadingLine(service.understand(search, arguments.options, reading: mode)))
    }
    try arguments.show(service.search(search, arguments.options, reading: mode))
    Console.next(
      "jobmatch retrieve \(shellWord(search)) -k 25\(arguments.workspace.argument)",
      "jobmatch retrieve \(shellWord(search)) --reading\(arguments.workspace.argument)",
      "jobmatch retrieve --help  # conditions, distances, moments")
  }
}
