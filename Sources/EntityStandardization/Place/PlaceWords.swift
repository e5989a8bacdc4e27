/// Names of places that are words as well, folded: the one list, and what each kind of text adds to it.
///
/// A place of such a name needs more than its name: its region behind it, or a word such as `near` before it.
package enum PlaceWords {
  /// Cities whose names are ordinary words wherever they stand.
  static let everywhere = words(
    """
    mobile reading bath nice bar split central orange enterprise commerce industry sales bank dental general man male
    tours troy media police college buffalo lead hamm batman vans cork deal battle sandy hull
    """)

  /// In titles, where these are also names and words of jobs.
  package static let inTitles = everywhere.union(words("columbus lincoln corona"))

  /// In searches: what people look for behind `in`.
  static let inSearches = everywhere.union(
    words(
      """
      charge training need demand person house office school hospital store home field finance marketing health care
      tech technology engineering english spanish german french law art arts music science education retail security it
      of data java software nursing research management design production construction transport warehouse service
      services support time transition bloom
      """))

  /// In the text of a place itself, whose words are buildings and organisations. The cities that are words are none here
  /// unless addresses use them so: `Bath` in the place of a job is the city.
  static let inPlaces = words(
    """
    hospital centre center house park hall royal general university college court lodge unit queen king kings queens
    prince princess saint james george elizabeth mary hope trust health care home victoria albert north south east
    west central city town clinic ward green hill bank church bridge street road school office business best community
    service services the and for new old group various site sites medical district country county practice surgery
    head heath mount grove cross well wells castle manor lister martin wood woods field garden gardens bay sale rose
    holly station estate lea orchard spring valley water lake forest mill mental national acute children women womens
    hub team base remote hybrid based nice mobile bar split orange enterprise commerce industry man male media lead
    deal battle march bury
    """)

  /// In running text.
  static let inTexts = everywhere.union(inPlaces).union(
    words(
      """
      columbus corona most of our we you this a many can both along band opportunity cary salem date same mission normal
      eden temple progress concord union liberty independence warren clay kind ideal imperial private sport phoenix
      aurora kingston chester essen ware rugby crewe barking epping dover
      """))

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
