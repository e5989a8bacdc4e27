extension MarketMapping {
  /// The names of the mappings that come with the package, sorted.
  public static let shippedNames = shippedSources.map(\.name)

  /// A mapping that comes with the package; throws `MappingError` when there is none of that name.
  public static func shipped(_ name: String) throws -> MarketMapping {
    guard let source = shippedSources.first(where: { $0.name == name }) else {
      throw MappingError(
        file: name, problem: "no mapping of this name is shipped",
        allowed: NearestName.advice(for: name, among: shippedNames))
    }
    return try MarketMapping(yaml: String(decoding: source.yaml, as: UTF8.self), file: "\(name).yaml")
  }

  private static let shippedSources: [(name: String, yaml: [UInt8])] = [
    ("dice", PackageResources.dice_yaml),
    ("jobposting", PackageResources.jobposting_yaml),
    ("nhs", PackageResources.nhs_yaml),
    ("nlsy97", PackageResources.nlsy97_yaml),
    ("quickhire", PackageResources.quickhire_yaml),
    ("usajobs", PackageResources.usajobs_yaml),
  ]
}
