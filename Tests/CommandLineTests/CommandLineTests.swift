import Foundation
import Testing

/// Runs the built program as a user would.
struct Program {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "jobmatch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Standard output, standard error and the exit code.
  func run(_ arguments: [String]) throws -> (output: String, errors: String, code: Int32) {
    try run(Program.location, arguments)
  }

  /// The same under a limit of the shell's, such as `ulimit -n 4`.
  func run(under limit: String, _ arguments: String...) throws -> (output: String, errors: String, code: Int32) {
    try run(
      URL(filePath: "/bin/sh"), ["-c", "\(limit) && exec \"$0\" \"$@\"", Program.location.path] + arguments)
  }

  private func run(
    _ program: URL, _ arguments: [String]
  ) throws -> (output: String, errors: String, code: Int32) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path]
    let output = folder.appending(path: "out-\(UUID().uuidString)")
    let errors = folder.appending(path: "err-\(UUID().uuidString)")
    for file in [output, errors] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return (
      try String(contentsOf: output, encoding: .utf8), try String(contentsOf: errors, encoding: .utf8),
      process.terminationStatus
    )
  }

  /// Starts the program and kills it after some milliseconds, if it still runs.
  func kill(_ arguments: [String], after milliseconds: Int) throws {
    let process = Process()
    process.executableURL = Program.location
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(milliseconds) * 1000)
    if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// The same, an argument after the other.
  func run(_ arguments: String...) throws -> (output: String, errors: String, code: Int32) {
    try run(arguments)
  }

  /// The program stands beside the test bundle.
  private static var location: URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path.count > 1 {
      let candidate = folder.appending(path: "jobmatch")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      folder.deleteLastPathComponent()
    }
    return URL(filePath: "jobmatch")
  }
}

@Suite("The command line")
struct CommandLineTests {
  private let program: Program

  init() throws {
    program = try Program()
  }

  @Test("Every verb has a help page and exits with 0")
  func help() throws {
    #expect(try program.run("--help").code == 0)
    #expect(try program.run("--version").output.hasPrefix("0."))
    let verbs = [
      "demo", "init", "import", "check", "link", "target", "index", "run", "retrieve", "recommend", "explain",
      "evaluate", "artifacts",
      "jobs", "values",
    ]
    for verb in verbs {
      let result = try program.run(verb, "--help")
      #expect(result.code == 0 && result.output.contains("USAGE: jobmatch \(verb)"), "\(verb)")
    }
  }

  @Test("Every command in the documents exists, with every option it is shown with")
  func documents() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
    let guides = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Guides").path).sorted()
    var helpPages: [String: String] = [:]
    var commands = 0
    for name in ["README.md"] + guides.map({ "Guides/\($0)" }) {
      let text = try String(contentsOf: root.appending(path: name), encoding: .utf8)
      for line in text.split(separator: "\n") where line.hasPrefix("    jobmatch ") {
        let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
        let verb = words[1]
        if helpPages[verb] == nil {
          helpPages[verb] = try program.run(verb, "--help").output
          // What these do when nothing else is said.
          if let own = ["index": "build", "link": "learn", "target": "apply"][verb] {
            helpPages[verb]? += try program.run(verb, own, "--help").output
          }
        }
        if ["standardize", "artifacts", "bench", "index", "jobs", "values", "link", "target", "evaluate"].contains(
          verb), words.count > 2,
          !words[2].hasPrefix("-")
        {
          helpPages[verb]? += try program.run(verb, words[2], "--help").output
        }
        let options = words.filter { $0.hasPrefix("-") && $0.count > 1 }
        for option in options { #expect(helpPages[verb]?.contains(option) ?? false, "\(name): \(line)") }
        #expect(helpPages[verb]?.contains("USAGE: jobmatch \(verb)") ?? false, "\(name): \(line)")
        commands += 1
      }
    }
    #expect(commands > 10)
  }

  @Test("Wrong usage and wrong input exit with 2 and say what to do")
  func mistakes() throws {
    let cases: [([String], String)] = [
      (["recommnd"], "recomm"), (["recommend"], "seeker"), (["recommend", "1"], "jobmatch init"),
      (["evaluate", "nonsense"], "nonsense"), (["evaluate", "quickhire"], "--data"),
      (["evaluate", "links"], "--data"), (["evaluate", "nlsy97", "--svg", "x"], "--svg is for `evaluate links`"),
      (["import", "x"], "jobmatch init"),
      (["recommend", "1", "--as-of", "yesterday"], "yesterday"), (["init"], "folder"),
      (["demo", "--data", "/nowhere"], "Data.md"),
    ]
    for (arguments, reason) in cases {
      let process = try program.run(arguments)
      #expect(process.code == 2, "\(arguments): \(process)")
      #expect(process.errors.contains(reason), "\(arguments) should say '\(reason)': \(process.errors)")
      #expect(process.output.isEmpty, "\(arguments)")
    }
  }

  @Test("From files to an explained match, results on standard output and remarks on standard error")
  func wholeRun() throws {
    #expect(try program.run("init", "w").code == 0)
    let jobs =
      #"{"id":"1","title":"Cashier","employmentType":"fullTime"}"# + "\n"
      + #"{"id":"2","title":"Baker\u001b[2J\n  1  9.999  Forged\u009b2J\u202e"}"# + "\n"
    try Data(jobs.utf8).write(to: program.folder.appending(path: "jobs.jsonl"))
    try Data("{\"id\":\"s\",\"headline\":\"cashier\"}\n".utf8).write(
      to: program.folder.appending(path: "seekers.jsonl"))
    let imported = try program.run("run", "jobs.jsonl", "seekers.jsonl", "-w", "w")
    #expect(imported.code == 0 && imported.errors.contains("jobmatch recommend"), "\(imported)")
    let recommended = try program.run("recommend", "s", "-w", "w", "--json")
    let line = try #require(recommended.output.split(separator: "\n").first)
    let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["job"] as? String == "1")
    #expect(object["words"] as? [String] == ["cashier"])
    let explained = try program.run("explain", "s", "1", "-w", "w")
    #expect(explained.code == 0 && explained.output.contains("score, the sum of"), "\(explained)")
    let asked = ["-w", "w", "--where", "employmentType=fullTime"]
    let held = try program.run(["explain", "s", "1"] + asked)
    #expect(held.output.contains("\nconditions\n✓ employmentType is fullTime: employmentType fullTime\n"), "\(held)")
    let broken = try program.run(["explain", "s", "2"] + asked)
    #expect(broken.output.contains("\n✗ employmentType is fullTime: no employmentType known\n"), "\(broken)")
    let json = try program.run(["explain", "s", "2", "--json"] + asked).output
    let tree = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect((tree["conditions"] as? [[String: Any]])?.first?["holds"] as? Bool == false, "\(json)")
    // A title's control characters must not reach the terminal.
    let hostile = try program.run("retrieve", "baker", "-w", "w").output
    #expect(!hostile.unicodeScalars.contains { ["\u{1B}", "\u{9B}", "\u{202E}"].contains($0) })
    #expect(!hostile.contains("\n  1  9.999"))
    let listed = try program.run("artifacts", "-w", "w")
    #expect(listed.code == 0 && listed.output.contains("0001-"))
    #expect(try program.run("artifacts", "rollback", "index", "-w", "w").code == 2)
  }

  @Test("A taxonomy that cannot be read is not kept; one can be replaced and left out")
  func taxonomies() throws {
    _ = try program.run("init", "w")
    try Data("{\"id\":\"1\",\"title\":\"Cashier\"}\n".utf8).write(to: program.folder.appending(path: "jobs.jsonl"))
    let imported = try program.run("import", "jobs.jsonl", "-w", "w")
    #expect(imported.code == 0 && imported.errors.contains("jobmatch standardize --workspace w"), "\(imported.errors)")
    func configuration() throws -> String {
      try String(contentsOf: program.folder.appending(path: "w/jobmatch.yaml"), encoding: .utf8)
    }
    let before = try configuration()
    let bad = program.folder.appending(path: "bad.csv")
    try Data("id,label\n1,x\n".utf8).write(to: bad)
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "empty"), withIntermediateDirectories: true)
    for argument in ["skill=bad.csv", "onet=empty", "geonames=empty", "skill=none.csv"] {
      let failed = try program.run("standardize", "--taxonomy", argument, "-w", "w")
      #expect(failed.code == 2, "\(argument): \(failed)")
      #expect(try configuration() == before, "\(argument)")
    }
    #expect(try program.run("standardize", "-w", "w").code == 0)
    for folder in ["a", "b"] {
      try FileManager.default.createDirectory(
        at: program.folder.appending(path: folder), withIntermediateDirectories: true)
      try Data("id,label,alternates,parent,group\ntill,Till,,,\n".utf8).write(
        to: program.folder.appending(path: "\(folder)/mine.csv"))
      #expect(try program.run("standardize", "--taxonomy", "skill=\(folder)/mine.csv", "-w", "w").code == 0)
    }
    #expect(try configuration().contains("b/mine.csv") && !configuration().contains("a/mine.csv"))
    let unknown = try program.run("standardize", "--without", "onet", "-w", "w")
    #expect(unknown.code == 2 && unknown.errors.contains("it has mine"), "\(unknown)")
    #expect(try program.run("standardize", "--without", "mine", "-w", "w").code == 0)
    #expect(try configuration() == before)
    #expect(try program.run("standardize", "--help").output.contains("--without"))
  }

  @Test("A damaged index fails its check with 1")
  func damage() throws {
    _ = try program.run("init", "w")
    try Data("{\"id\":\"1\",\"title\":\"Cashier\"}\n".utf8).write(to: program.folder.appending(path: "jobs.jsonl"))
    #expect(try program.run("run", "jobs.jsonl", "-w", "w").code == 0)
    #expect(try program.run("check", "index", "-w", "w").code == 0)
    let index = program.folder.appending(path: "w/index")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: index.path).first { $0.hasPrefix("0001-") })
    try Data("x".utf8).write(to: index.appending(path: "\(name)/terms.txt"))
    let checked = try program.run("check", "index", "-w", "w")
    #expect(checked.code == 1 && checked.output.contains("FAIL"), "\(checked)")
    #expect(try program.run("retrieve", "cashier", "-w", "w").code == 2)
  }

  @Test(
    "The demo runs on the synthetic market, closes a job that is gone then, and does it twice with the same results",
    arguments: [
      // Nothing for the demo's search, which is "registered nurse in chicago": a recommended job is closed.
      (300, 120, "recommend"), (1300, 60, "retrieve"),
    ])
  func demo(jobs: Int, seekers: Int, asked: String) throws {
    let arguments = ["demo", "--workspace", "d", "--jobs", "\(jobs)", "--seekers", "\(seekers)"]
    let first = try program.run(arguments)
    #expect(first.code == 0, "\(first.errors)")
    let commands = first.output.components(separatedBy: "── jobmatch ").dropFirst()
    let verbs = [
      "init", "import", "check", "standardize", "index", "evaluate", "link", "link list", "target", "recommend",
      "explain",
      "retrieve", "jobs close", asked, "index merge", "index status",
    ]
    #expect(commands.count == verbs.count, "\(first.output)")
    for (verb, command) in zip(verbs, commands) { #expect(command.hasPrefix("\(verb) "), "\(verb): \(command)") }
    let closing = try #require(commands.first { $0.hasPrefix("jobs close ") })
    let job = try #require(closing.split(separator: " ").dropFirst(2).first)
    #expect(closing.contains("\njob \(job) closed (change "), "\(closing)")
    #expect(commands[7].contains("links 0001-") && commands[8].contains(" hired, "), "\(commands)")
    let shown = commands.filter { $0.hasPrefix(asked) }
    #expect(shown.map { $0.contains("[\(job)]") } == [true, false], "\(shown)")
    #expect(shown.last?.contains("\njob \(job) is gone from the answer") == true, "\(shown)")
    #expect(
      commands.contains { $0.hasPrefix("index merge") && $0.contains(": 1 changed job merged, ") },
      "\(commands)")
    let second = try program.run(arguments)
    #expect(Self.lasting(first.output) == Self.lasting(second.output))
  }

  /// What a demo prints that must not differ from run to run: not the rates of an import, moments and milliseconds.
  private static func lasting(_ text: String) -> String? {
    text.components(separatedBy: "── jobmatch check").last?
      .replacing(#/, made \S+: /#, with: ", made: ").replacing(#/within \S+ ms/#, with: "within ms")
  }

  @Test("The demo leaves folders alone that are none of its own")
  func demoElsewhere() throws {
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "mine"), withIntermediateDirectories: true)
    try Data().write(to: program.folder.appending(path: "mine/thesis.txt"))
    #expect(try program.run("demo", "--workspace", "mine").code == 2)
  }
}
