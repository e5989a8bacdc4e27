import Foundation
import JobMarket
import VectorMath

extension JobIndex {
  /// Whether there is anything that no segment's folder says.
  var hasBeside: Bool {
    !installedOverlays.isEmpty || !aliases.isEmpty || servedModels != schema.firstModels
      || segments.contains { !$0.vectorsBeside.isEmpty }
  }

  /// Whether a segment's folder has vectors that were dropped.
  var hasLeft: Bool { segments.contains { !$0.vectorsLeft.isEmpty } }

  /// Writes what is beside the segments, each into a folder of its own: nothing of a segment's is written.
  ///
  /// - Parameter segments: the name of each, and whether its folder was taken over as it is, without what came beside it.
  /// O(size of vectors in memory + codes + overlays); vectors in files are given second names where the system allows.
  func writeBeside(_ segments: [(name: String, isTaken: Bool)], to folder: URL) throws -> IndexBeside {
    var beside = IndexBeside(
      models: vectorFields, served: servedModels, vectors: [], overlays: [], aliases: aliases)
    func makeFolder(_ path: String) throws -> URL {
      let place = folder.appending(path: path, directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      return place
    }
    for ((name, isTaken), segment) in zip(segments, self.segments) where isTaken {
      for key in segment.vectorsBeside.sorted() {
        guard let set = VectorSet(key, of: segment) else { continue }
        let number = (schema.models(of: key.field).firstIndex(of: key.model) ?? 0) + 1
        var entry = IndexBeside.Vectors(
          field: key.field, model: key.model, number: number, segment: name, checksums: "")
        let place = try makeFolder(IndexBeside.path(entry))
        try set.write(to: place, mayLink: true)
        entry.checksums = try JobIndex.checksum(of: place)
        beside.vectors.append(entry)
      }
    }
    for overlay in overlays {
      let place = try makeFolder(IndexBeside.path(overlay.field))
      try overlay.write(to: place)
      beside.overlays.append(.init(field: overlay.field, checksums: try JobIndex.checksum(of: place)))
    }
    return beside
  }

  /// Puts what is beside the segments in its place.
  ///
  /// - Parameters:
  ///   - names: of the segments, in their order.
  ///   - file: the list, for errors.
  /// - Throws: `IndexError`. O(size of codes and overlays).
  mutating func openBeside(_ beside: IndexBeside, segments names: [String], in folder: URL, list file: String) throws {
    if let problem = beside.problem(segments: names) { throw IndexError.damaged(file, problem) }
    func place(_ path: String, _ checksums: String) throws -> URL {
      let place = folder.appending(path: path, directoryHint: .isDirectory)
      guard try JobIndex.checksum(of: place) == checksums else {
        throw IndexError.damaged(file, "\(path) is not what it names")
      }
      return place
    }
    for entry in beside.vectors {
      guard let number = names.firstIndex(of: entry.segment) else { continue }
      let set = try VectorSet(contentsOf: place(IndexBeside.path(entry), entry.checksums))
      let key = VectorKey(entry.field, model: entry.model)
      guard set.field.key == key, let column = try? set.column(for: segments[number]) else {
        throw IndexError.damaged(file, "\(IndexBeside.path(entry)) are vectors of other jobs")
      }
      segments[number].vectors[key] = column
      segments[number].vectorsBeside.insert(key)
    }
    let live = Dictionary(uniqueKeysWithValues: beside.models.map { ($0.key, $0.dimension) })
    for number in segments.indices {
      for (key, column) in segments[number].vectors {
        guard let dimension = live[key] else {
          segments[number].vectors[key] = nil
          segments[number].vectorsLeft.insert(key)
          continue
        }
        guard dimension == column.dimension else {
          throw IndexError.damaged(file, "vectors '\(key)' have \(column.dimension) numbers, not \(dimension)")
        }
      }
    }
    schema.dimensions = live
    servedModels = schema.firstModels.merging(beside.served) { $1 }
    self = setting(aliases: beside.aliases)
    for entry in beside.overlays {
      let overlay = try Overlay(contentsOf: place(IndexBeside.path(entry.field), entry.checksums))
      guard overlay.field == entry.field else {
        throw IndexError.damaged(file, "\(IndexBeside.path(entry.field)) is an overlay '\(overlay.field)'")
      }
      self = try settingOverlay(overlay)
    }
  }
}
