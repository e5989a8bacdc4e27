/// The links that were learned, numbered from 0 in one order: by their first meta link, then by the second, and so on, a link
/// before those that begin with it.
///
/// ```swift
/// links.count            // 116_753
/// links[0].metaLinks     // [title 0 ↔ title 0]
/// links.hires[0]         // 42
/// links.members(of: 7)   // [0, 31, 40], numbers in `links.metaLinks`
/// ```
///
/// The same pairs give the same table, to the byte, whatever their order, the threads and the memory. 4 bytes a member and 12 a
/// link, beside the table of meta links.
public struct LinkTable: Hashable, Sendable {
  /// The meta links of enough support, of which links are made; not every one is in a link.
  public let metaLinks: MetaLinkTable
  /// The most meta links of a pair that were combined, and are when a pair is matched with the links.
  public let mostMetaLinksAPair: Int
  let columns: LinkColumns

  init(_ columns: LinkColumns, metaLinks: MetaLinkTable, mostMetaLinksAPair: Int) {
    (self.columns, self.metaLinks, self.mostMetaLinksAPair) = (columns, metaLinks, mostMetaLinksAPair)
  }

  /// How many links there are.
  public var count: Int { columns.count }

  /// How many hires have each link.
  public var hires: [UInt32] { columns.hires }

  /// How many no-hires have each link.
  public var noHires: [UInt32] { columns.noHires }

  /// The numbers of a link's meta links, rising. O(1).
  public func members(of link: Int) -> ArraySlice<UInt32> {
    columns.members[Int(columns.offsets[link])..<Int(columns.offsets[link + 1])]
  }

  /// A link. O(size · templates).
  public subscript(link: Int) -> Link {
    Link(
      members(of: link).map { metaLinks[Int($0)] }, hires: Int(columns.hires[link]), noHires: Int(columns.noHires[link])
    )
  }
}
