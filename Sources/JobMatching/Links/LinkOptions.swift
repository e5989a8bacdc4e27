import JobMarket
import LinkGraph

/// How links are learned this time: the configuration's `links`, and what a caller says beside it.
public struct LinkOptions: Sendable, Equatable {
  /// The configuration's keys, perhaps others than the file has.
  public var settings: Configuration.Links
  /// Nothing that happened after it is looked at; `nil` takes all.
  public var asOf: Instant?
  /// How many threads work.
  public var threads = 1
  /// How many bytes mining may take.
  public var memoryLimit = 1 << 30
  /// Whether the regression is fitted.
  public var fits = true
  /// How hires are derived from positions that followed applications, in place of those of the record; `nil` takes those.
  public var derivation: HireDerivationOptions?
  /// How many no-hires are drawn a hire, where every application led to one.
  public var noHiresAHire: Int { settings.noHiresAHire }

  /// Takes what the configuration says.
  public init(_ settings: Configuration.Links) { self.settings = settings }

  /// The miner's options.
  var mining: MiningOptions {
    var options = MiningOptions()
    (options.maximumSize, options.minimumSupport) = (settings.maximumSize, settings.minimumSupport)
    (options.keepsMoreNoHires, options.mostMetaLinksAPair) = (settings.keepsMoreNoHires, settings.mostMetaLinksAPair)
    (options.threads, options.memoryLimit) = (threads, memoryLimit)
    return options
  }
}
