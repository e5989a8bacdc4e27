extension AttributeField {
  /// Names that say who somebody is and not what a job or a seeker offers, in lower case without `_` and `-`.
  ///
  /// They are what laws against discrimination at work protect (in the USA 42 U.S.C. § 2000e-2, 29 U.S.C. § 623 and
  /// 42 U.S.C. § 12112; in the EU the directives 2000/43/EC, 2000/78/EC and 2006/54/EC), as sources spell them.
  private static let reserved: Set<String> = [
    "gender", "genderidentity", "sex", "sexualorientation", "race", "ethnicity", "ethnicgroup", "skincolor",
    "skincolour", "nationality", "nationalorigin", "religion", "belief", "age", "agegroup", "agerange", "birthyear",
    "yearofbirth", "birthdate", "dateofbirth", "birthday", "dob", "disability", "maritalstatus", "pregnancy",
  ]

  /// Whether the field says who somebody is (gender, race, religion, date of birth …), in any case and with or without `_`
  /// and `-`: such a field must never be an attribute, a filter or a feature; it belongs into `GroupMembership`. O(length).
  ///
  /// ```swift
  /// AttributeField("Birth_Year")?.isReserved   // true
  /// AttributeField("language")?.isReserved     // false
  /// ```
  public var isReserved: Bool {
    AttributeField.reserved.contains(name.lowercased().filter { $0 != "_" && $0 != "-" })
  }
}
