/// The words that titles are read by. Data, in files of their own by kind.
package enum TitleVocabulary {
  /// Words that state a seniority and say nothing of the occupation.
  package static let seniorities: [String: Seniority] = [
    "intern": .intern, "interns": .intern, "internship": .intern, "internships": .intern, "trainee": .intern,
    "trainees": .intern, "apprentice": .intern, "apprentices": .intern, "apprenticeship": .intern,
    "practicum": .intern, "protege": .intern,
    "junior": .junior, "jr": .junior, "jnr": .junior, "graduate": .junior, "graduates": .junior,
    "intermediate": .mid, "mid": .mid, "ii": .mid,
    "senior": .senior, "sr": .senior, "snr": .senior, "iii": .senior, "iv": .senior,
    "principal": .lead,
  ]
  /// Words that state a seniority and belong to the occupation as well.
  package static let standings: [String: Seniority] = [
    "associate": .mid, "lead": .lead, "leader": .lead, "foreman": .lead, "staff": .lead, "manager": .manager,
    "managers": .manager, "mgr": .manager, "mngr": .manager, "supervisor": .manager, "supervisors": .manager,
    "superintendent": .manager, "director": .director, "head": .director, "vp": .director, "pengurus": .manager,
    "penyelia": .manager, "ceo": .executive, "cfo": .executive, "cto": .executive, "coo": .executive,
    "chief": .executive,
  ]
  /// Words by which a label says that its holder answers for others.
  package static let management: Set<String> = [
    "manager", "director", "head", "supervisor", "chief", "entrepreneur",
  ]
  /// Words of adverts, shifts and contracts, wherever they stand.
  package static let noise = words(
    """
    urgent urgently needed hiring required wanted vacancy vacancies position positions local only full time part
    fulltime parttime contract permanent temporary temp basic salary rm usd high commission walk interview now immediate
    immediately based job jobs work home outlet branch area fresh speaker speaking mandarin english cantonese japanese
    korean chinese sdn bhd inc llc ltd gmbh mystep open looking cum entry level practical training shift shifts bonus
    kerja kosong jawatan gred locum monthly malaysia
    remote hybrid onsite sign hour hourly weekend weekends req requisition ref apply
    """)
  /// Words that join others.
  package static let joining = words("and or of the a an to from in at for with on by i")
  /// Letters of gender notes.
  package static let genders: Set<String> = ["m", "f", "d", "w", "x", "h"]
  /// What parts two titles written as one.
  package static let partings: Set<String> = ["cum", "and", "or"]
  /// Two letters around `&` that stand for a phrase.
  package static let pairs: [String: [String]] = [
    "rd": ["research", "development"], "fb": ["food", "beverage"], "me": ["mechanical", "electrical"],
    "hr": ["human", "resources"], "ld": ["learning", "development"], "pr": ["public", "relations"],
    "ci": ["control", "instrumentation"],
  ]
  /// Noise that reads as an occupation's word when it stands alone: a phrase is needed.
  package static let shiftPhrases: Set<String> = [
    "night shift", "day shift", "evening shift", "rotating shift", "sign on", "work from home",
  ]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
  }
}
