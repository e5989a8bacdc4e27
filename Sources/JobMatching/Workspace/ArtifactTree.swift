import Foundation

/// The files of an artifact and the subfolders they lie in, by their paths from its folder: `segments/0001/keys.npy`.
struct ArtifactTree {
  /// The plain files, in order.
  private(set) var files: [String] = []
  /// The subfolders, each after those that it holds.
  private(set) var folders: [String] = []

  /// Lists a folder with all that is in it. O(files).
  ///
  /// - Throws: `WorkspaceError` for anything but plain files and folders: a link could lead out of the artifact, to what
  ///   changes or goes without it.
  init(_ folder: URL) throws {
    try add(folder, "")
    files.sort()
  }

  private mutating func add(_ folder: URL, _ prefix: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let file = folder.appending(path: name)
      switch ArtifactTree.type(of: file) {
      case .typeRegular?: files.append(prefix + name)
      case .typeDirectory?:
        try add(file, prefix + name + "/")
        folders.append(prefix + name)
      default:
        throw WorkspaceError("\(file.path): an artifact holds plain files and folders, no links and nothing else")
      }
    }
  }

  /// What stands under a name itself, a link for a link; `nil` for nothing.
  private static func type(of file: URL) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: file.path))?[.type] as? FileAttributeType
  }

  /// Whether a text is the path of a file within an artifact, and of none beside it.
  static func isName(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8) }
      && !text.utf8.contains(0) && text != Manifest.name
  }

  /// The first part of a file's path under which a link stands; `nil` for none.
  static func link(in folder: URL, to name: String) -> URL? {
    var place = folder
    for part in name.split(separator: "/") {
      place = place.appending(path: part)
      if type(of: place) == .typeSymbolicLink { return place }
    }
    return nil
  }
}
