extension FactFinder {
  /// Every fact that rules read: employment type, remote work, pay, languages, degrees with majors, licences.
  public static let all = FactFinder([
    EmploymentReader(), RemoteReader(), PayReader(), LanguageReader(), DegreeReader(), LicenceReader(),
  ])

  /// The kind of contract alone.
  public static let employmentType = FactFinder([EmploymentReader()])
  /// Where the work may be done alone: also what a list of places says of it.
  public static let remote = FactFinder([RemoteReader()])
  /// Pay alone.
  public static let pay = FactFinder([PayReader()])
  /// Languages alone.
  public static let language = FactFinder([LanguageReader()])
  /// Degrees and majors alone.
  public static let education = FactFinder([DegreeReader()])
  /// Licences alone.
  public static let licence = FactFinder([LicenceReader()])
}
