/// The version of this code, noted in every artifact it makes.
public enum JobMatchingVersion {
  /// Semantic version; CHANGELOG.md says what each brought.
  public static let current = "0.1.0"
}
