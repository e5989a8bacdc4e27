import Foundation

/// The files of a folder as they are: which file each name is, when it was written, and its bytes.
struct FolderState {
  struct File: Equatable {
    var inode: UInt64
    var modified: Date
    var bytes: Data
  }

  private(set) var files: [String: File] = [:]

  init(_ folder: URL) throws {
    let names = FileManager.default.enumerator(atPath: folder.path)
    while let name = names?.nextObject() as? String {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
      guard attributes[.type] as? FileAttributeType == .typeRegular else { continue }
      files[name] = File(
        inode: (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0,
        modified: attributes[.modificationDate] as? Date ?? .distantPast,
        bytes: try Data(contentsOf: folder.appending(path: name)))
    }
  }

  /// The files of this state that another has not, or has otherwise.
  func differences(in other: FolderState) -> [String] {
    files.filter { other.files[$0.key] != $0.value }.keys.sorted()
  }
}
