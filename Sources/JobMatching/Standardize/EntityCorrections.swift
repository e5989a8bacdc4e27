import EntityStandardization
import Foundation
import JobMarket

/// Takes corrections from people.
public struct EntityCorrections {
  private let workspace: Workspace

  /// Corrections of a workspace.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Checks a correction, keeps it, and says what it does.
  ///
  /// - Throws: `WorkspaceError` for a name that is no field, a field the workspace does not have, a phrase without a word, a
  ///   value that no taxonomy of the field has or that the field cannot have, and a withdrawal of what was not corrected.
  public func add(
    field name: String, phrase: String, value: String?, isWithdrawal: Bool, by: String, reason: String, at: Instant
  ) throws -> String {
    guard let field = AttributeField(name) else { throw WorkspaceError(AttributeField.rule(brokenBy: name)) }
    guard workspace.configuration.fields.contains(field) else {
      let known = workspace.configuration.fields.map(\.name).joined(separator: ", ")
      throw WorkspaceError("'\(field)' is no field of this workspace; it has \(known)")
    }
    if isWithdrawal, try !CorrectedMentions(CorrectionLog(workspace).corrections()).corrects(phrase, of: field) {
      throw WorkspaceError(
        "'\(phrase)' is not corrected as \(field); `jobmatch standardize corrections` lists what is")
    }
    let label = try value.map { try self.label(of: $0, field) } ?? ""
    try CorrectionLog(workspace).append(
      Correction(
        field, phrase, value: value, label: label, at: at, by: by, reason: reason, isWithdrawal: isWithdrawal))
    if isWithdrawal { return "withdrawn: what '\(phrase)' means as \(field) is left to the machine again" }
    guard let value else { return "kept: '\(phrase)' names no \(field)" }
    return "kept: '\(phrase)' means \(field) \(value)\(label == value ? "" : " (\(label))")"
  }

  /// What people read for a value, which must be one that the field can have.
  private func label(of value: String, _ field: AttributeField) throws -> String {
    let allowed: [AttributeField: [String]] = [
      .employmentType: EmploymentType.allCases.map(\.rawValue), .remote: RemoteWork.allCases.map(\.rawValue),
    ]
    if let values = allowed[field], !values.contains(value) {
      throw WorkspaceError("'\(value)' is no \(field); allowed are \(values.joined(separator: ", "))")
    }
    guard let artifact = try EntityArtifact.active(in: workspace, readsMentions: false) else { return value }
    let book = try TaxonomyFiles.read(from: artifact.folder)
    if let label = book.label(of: value, in: field) { return label }
    guard let colon = value.firstIndex(of: ":") else { return value }
    let name = String(value[..<colon])
    let names = book.taxonomies.filter { $0.field == field }.map(\.name)
    if names.contains(name) { throw WorkspaceError("no \(field) '\(value)' is in taxonomy \(name)") }
    // Where no taxonomy says what a field's values are, they are free, but not another field's.
    let others = book.taxonomies.filter { $0.name == name }.map(\.field.name)
    guard names.isEmpty, others.isEmpty, field != .occupation else {
      let known = names.isEmpty ? "there is none of \(field)" : "those of \(field) are \(names.joined(separator: ", "))"
      let other = others.isEmpty ? "" : " ('\(name)' is one of \(others.joined(separator: ", ")))"
      throw WorkspaceError("'\(value)': '\(name)' is no taxonomy of \(field)\(other); \(known)")
    }
    return value
  }
}
