/// Labels that read as something else wherever adverts have them.
///
/// Found by reading the labels that are found most often in NHS and Dice adverts: pension schemes, lead nurses, terms of
/// employment, application processes and support staff are no skills.
enum MisleadingLabels {
  /// Whether a folded label misleads, of whatever concept it is one. O(1).
  static func contains(_ folded: String) -> Bool { labels.contains(folded) }

  /// Whether a folded label misleads as one of a concept, by the concept's preferred label. O(1).
  static func contains(_ folded: String, of concept: String) -> Bool { pairs[folded]?.contains(concept) ?? false }

  /// Labels that another concept has with more right.
  private static let pairs: [String: Set<String>] = [
    "maths": ["geometry"], "math": ["geometry"], "spark": ["SPARK"],
    "active directory": ["distributed directory information services"],
    "design": ["think creatively"], "google": ["search engines"], "soap": ["cleaning products"],
    "acute medicine": ["acute care"], "less": ["LESS"],
  ]

  private static let labels: Set<String> = [
    "abbott", "abstracts", "act", "adapt it", "aesthetic", "after the deadline", "aim", "alarm", "alarms", "analyze",
    "application process", "application processes", "applications process", "ask question", "ask questions", "aspen",
    "assessment methods", "assessment practice", "assessment procedures", "assessment process",
    "assessment processes", "assessment software", "attempt", "attempts", "attend meetings", "attend the event", "b",
    "balance", "base", "basic", "bi", "biometric", "blueprint", "board", "brand", "brands", "business initiatives",
    "calm", "camera", "cameras", "canal", "canals", "carry out nursing", "case procedures", "ccd", "ceiling",
    "ceilings", "cfd", "choose", "clean rooms", "cleaning equipment", "cmos", "collection", "collections",
    "company policies", "company policy", "complete forms", "computer", "computers", "confidence",
    "constant contact", "controller", "controllers", "conversation", "conversations", "copying", "cosmetic", "craft",
    "crafts", "cs", "d", "darwin", "data analytics", "decide", "decision support software", "design principles",
    "document evidence", "drive", "dynamo", "economic", "ecosystem", "ecosystems", "electrical", "electronic",
    "electronic system", "electronic systems", "emergency response", "endeavor", "energy", "engineering", "essence",
    "etc", "ethic", "fast", "field", "fields", "filter", "filters", "financial control", "first response", "fit",
    "flint", "food production", "food service", "food services", "foot problems", "form", "form part of a team",
    "gems", "geographical area", "geographical areas", "geographical region", "georgian", "good working practice",
    "grading system", "gts", "hearing aids", "help individuals", "help others", "help people", "help staff",
    "highlighting", "home electronics", "honour", "honours", "hr", "ics", "ict", "imaging procedures", "innovate",
    "innovation in nursing", "interact", "j", "job opportunities", "joint venture", "labour market", "lead", "leads",
    "leasing", "lectures", "leisure activities", "light", "linguistic", "literature", "logging", "mac os x",
    "maintenance and repair", "management processes", "mechanical ventilation", "mechanism", "mechanisms",
    "medical equipment", "medical software", "medicine", "microscope", "migration", "migrations", "mix", "money",
    "moral", "motor", "motors", "note", "notes", "office application", "operating system", "operating systems",
    "organisational structure", "outline", "past", "patents", "pathogenesis", "persuade", "philosophy", "planning",
    "political", "prince", "private practice", "project", "promote self", "proportion", "protein",
    "provide evidence", "provide information", "providing information", "provision of information", "quality checks",
    "quality system", "radar", "receive applications", "receive feedback", "recovery", "reduce", "renting",
    "represent the organisation", "research culture", "reserve", "reserves", "resistance", "right", "robotic",
    "route", "rs", "saas", "scale", "scales", "scheme", "search engine", "sporting activities", "security",
    "security requirements",
    "share ideas", "sing", "site manager", "slam", "smart", "soap", "soaps", "social enterprise", "sound", "st",
    "standard", "standards", "star", "strive", "strives", "support client", "support clients", "support individual",
    "support individuals", "support manager", "support managers", "support nurse", "support people", "support staff",
    "support student", "support students", "supporting managers", "survey", "surveys", "system center", "term",
    "terms", "trac", "transport", "tutoring", "unity", "ux", "video", "virus", "viruses", "warehouse", "warning",
    "warning signs", "warnings", "work within the community", "world",
  ]
}
