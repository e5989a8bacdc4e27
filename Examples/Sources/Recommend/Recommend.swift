// Recommends jobs to a seeker of a workspace, from Swift.
//
//     swift run --package-path Examples Recommend Workspaces/demo 10000
//
// Prints a line a job: its score, its title and the words that it shares with the seeker.
import Foundation
import JobMarket
import JobMatching

@main
enum Recommend {
  static func main() throws {
    guard CommandLine.arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: Recommend WORKSPACE SEEKER\n".utf8))
      exit(2)
    }
    let workspace = try Workspace.open(at: URL(filePath: CommandLine.arguments[1]))
    let service = try MatchService(workspace)
    let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
    let answer = try service.recommend(toSeeker: CommandLine.arguments[2], MatchOptions(asOf: now))
    for match in answer.matches {
      print(match.score, match.job.title, match.sharedWords.joined(separator: " "))
    }
  }
}
