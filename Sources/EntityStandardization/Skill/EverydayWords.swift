/// Words that are names in O*NET and ordinary words in adverts.
///
/// Derived from data: the one-word names, short forms and initials of O*NET's technologies that at least 15 of the 14,842 NHS
/// adverts write in small letters throughout. They stand beside the words that taxonomies themselves write small.
enum EverydayWords {
  /// Whether a folded word is one. O(1).
  static func contains(_ folded: String) -> Bool { words.contains(folded) }

  private static let words: Set<String> = [
    "access", "accounting", "addressing", "aim", "air", "analytical", "analytics", "appraisal", "arts", "assessment",
    "auditing", "bars", "base", "basic", "c", "calm", "chat", "claims", "classroom", "clear", "clinical",
    "compliance", "database", "dental", "deployment", "dictation", "director", "doors", "drafting", "drawing",
    "drive", "educational", "email", "epidemiological", "etc", "ex", "excel", "exchange", "expert", "facebook",
    "fast", "fastest", "fields", "fire", "fit", "go", "gold", "google", "her", "hr", "hub", "idea", "imaging",
    "impact", "j", "lead", "legal", "lisa", "maintenance", "mapping", "max", "me", "mechanical", "medical", "meet",
    "mix", "money", "multitask", "music", "navigation", "notes", "office", "one", "or", "ordering", "outlook",
    "pack", "pass", "past", "payroll", "pharmaceutical", "plus", "pm", "posting", "presentation", "pricing", "pro",
    "productivity", "project", "purchasing", "r", "react", "reduce", "reporting", "reports", "review", "route",
    "scanning", "scheduling", "scheme", "score", "set", "shape", "she", "sheets", "simulation", "sites", "smoke",
    "software", "specification", "square", "st", "star", "statistical", "statistics", "survey", "tax", "teams",
    "testing", "total", "trace", "training", "treat", "troubleshooting", "urban", "via", "video", "vision", "word",
    "workflow", "works", "world",
  ]
}
