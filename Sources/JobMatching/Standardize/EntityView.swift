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
    return MentionedTexts(job: stored.job, texts: texts, mentions: corrected.applied(to: found, in: texts))
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
            confidence: mention.confidence, method: mention.method, stance: mention.stance)
        }
    }
  }
}

/// Takes corrections from people.
public struct EntityCorrections {
  private let workspace: Workspace

  /// Corrections of a workspace.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Checks a correction, keeps it, and says what it does.
  ///
  /// - Throws: `WorkspaceError` for a name that is no field, a field the workspace does not have, a phrase without a word,
  ///   and a value that names a taxonomy in use but no concept of it.
  public func add(
    field name: String, phrase: String, value: String?, isWithdrawal: Bool, by: String, reason: String, at: Instant
  ) throws -> String {
    guard let field = AttributeField(name) else { throw WorkspaceError(AttributeField.rule(brokenBy: name)) }
    guard workspace.configuration.fields.contains(field) else {
      let known = workspace.configuration.fields.map(\.name).joined(separator: ", ")
      throw WorkspaceError("'\(field)' is no field of this workspace; it has \(known)")
    }
    let label = try value.map { try self.label(of: $0, field) } ?? ""
    try CorrectionLog(workspace).append(
      Correction(
        field, phrase, value: value, label: label, at: at, by: by, reason: reason, isWithdrawal: isWithdrawal))
    if isWithdrawal { return "withdrawn: what '\(phrase)' means as \(field) is left to the machine again" }
    guard let value else { return "kept: '\(phrase)' names no \(field)" }
    return "kept: '\(phrase)' means \(field) \(value)\(label == value ? "" : " (\(label))")"
  }

  private func label(of value: String, _ field: AttributeField) throws -> String {
    guard let artifact = try EntityArtifact.active(in: workspace) else { return value }
    let book = try TaxonomyFiles.read(from: artifact.folder)
    let name = value.split(separator: ":", maxSplits: 1).first.map(String.init)
    let taxonomies = book.taxonomies.filter { $0.field == field }
    if let label = book.label(of: value, in: field) { return label }
    if value.contains(":"), taxonomies.contains(where: { $0.name == name }) {
      throw WorkspaceError("no \(field) '\(value)' is in taxonomy \(name ?? "")")
    }
    return value
  }
}

extension Workspace {
  /// The workspace with taxonomies named in its configuration file, those of the same name or field replaced.
  ///
  /// - Parameters:
  ///   - taxonomies: as `--taxonomy` has them; relative paths are of the working folder. `geonames` becomes `places.geonames`.
  ///   - exact: what `standardize.exact` becomes; `nil` leaves it.
  /// - Throws: `WorkspaceError` for one that cannot be.
  public func naming(taxonomies: [String], exact: Bool?) throws -> Workspace {
    var changed = configuration
    if let exact { changed.standardize.exact = exact }
    for text in taxonomies {
      let source = try TaxonomySource(parsing: text)
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      let path = URL(filePath: parts[1]).standardizedFileURL.path
      if case .geonames = source {
        changed.places.geonames = path
        continue
      }
      let entry = "\(parts[0])=\(path)"
      changed.standardize.taxonomies.removeAll { other in
        other == entry || (["onet", "esco"].contains(parts[0]) && other.hasPrefix(parts[0] + "="))
      }
      changed.standardize.taxonomies.append(entry)
    }
    guard changed != configuration else { return self }
    try changed.validate()
    try Durably.write(Data(changed.commentedYAML().utf8), to: folder.appending(path: Workspace.configurationFile))
    return try Workspace.open(at: folder)
  }
}
