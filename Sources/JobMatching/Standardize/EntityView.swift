import EntityStandardization
import Foundation
import JobMarket

/// What is known of a workspace's entities, for people.
public struct EntityView {
  private let workspace: Workspace
  private let artifact: EntityArtifact

  /// Opens the active entities.
  ///
  /// - Throws: `WorkspaceError` where nothing is standardized yet, or the files are damaged.
  public init(_ workspace: Workspace) throws {
    guard let artifact = try EntityArtifact.active(in: workspace) else {
      throw WorkspaceError("\(workspace.folder.path) has no entities yet; `jobmatch standardize` makes them")
    }
    (self.workspace, self.artifact) = (workspace, artifact)
  }

  /// What the last run found.
  public var report: StandardizationReport { artifact.report }

  /// One job's texts and mentions, corrections heeded; standardized on the spot if its texts have changed since.
  ///
  /// - Throws: `WorkspaceError` when the market does not know the job.
  public func mentions(ofJob id: String) throws -> MentionedTexts {
    let store = try workspace.openStore(writable: false)
    defer { try? store.close() }
    guard let stored = try store.job(id: id) else { throw WorkspaceError("the market knows no job '\(id)'") }
    let texts = StandardizedText.texts(of: stored.job)
    var cursor = try MentionFile.Cursor(contentsOf: artifact.mentionFile)
    let entry = try cursor.entry(of: stored.key)
    let isKept = entry?.checksum == StandardizedText.checksum(of: texts)
    let found = try isKept ? entry?.mentions ?? [] : StandardizerBook(artifact).standardizer.mentions(in: texts)
    // What was corrected since the last run shows at once.
    let corrected = CorrectedMentions(try CorrectionLog(workspace).corrections())
    return MentionedTexts(
      job: stored.job, texts: texts, mentions: corrected.applied(to: found, in: texts),
      minimumConfidence: try artifact.settings.minimumConfidence)
  }
}

/// A job's texts and what is mentioned in them.
public struct MentionedTexts: Sendable {
  /// The job.
  public let job: Job
  /// Its texts.
  public let texts: [StandardizedText]
  /// The mentions, whose ranges are UTF-8 offsets into the text of their part.
  public let mentions: [Mention]
  /// The least confidence with which a mention becomes a value of the job.
  public let minimumConfidence: Float

  /// One mention as a line of JSON.
  public struct Line: Encodable, Sendable {
    /// The job's id.
    public var job: String
    /// What it is.
    public var field: AttributeField
    /// The value.
    public var value: String
    /// The value as people read it.
    public var label: String
    /// The text it stands in.
    public var part: TextPart
    /// The first offset, in bytes of UTF-8.
    public var start: Int
    /// The offset behind the last.
    public var end: Int
    /// What stands there.
    public var text: String
    /// How sure it is, 0 to 1.
    public var confidence: Float
    /// How it was found.
    public var method: Mention.Method
    /// What the text says of it.
    public var stance: Mention.Stance
    /// Whether the job is known by it: surer than the least that counts, and not negated.
    public var isValue: Bool
  }

  /// The mentions in the order of the texts, then of where they stand.
  public var lines: [Line] {
    texts.flatMap { text in
      mentions.filter { $0.part == text.part }
        .sorted {
          ($0.range.lowerBound, $0.field.name, $1.confidence) < ($1.range.lowerBound, $1.field.name, $0.confidence)
        }
        .map { mention in
          Line(
            job: job.id, field: mention.field, value: mention.value, label: mention.label, part: mention.part,
            start: mention.range.lowerBound, end: mention.range.upperBound,
            text: String(
              decoding: text.text.utf8.dropFirst(mention.range.lowerBound).prefix(mention.range.count), as: UTF8.self),
            confidence: mention.confidence, method: mention.method, stance: mention.stance,
            isValue: mention.stance != .negated && mention.confidence >= minimumConfidence)
        }
    }
  }
}
