/// Labels of skills that are words of other meanings as well, and what a text must show before they count.
enum AmbiguousSkills {
  /// What is asked of a label.
  enum Demand {
    /// Written just so, and beside another skill: `C`, `R`, `Go`.
    case exactCaseAndCompany(Set<String>)
    /// Written just so: `Excel`, `SAS`, `Access` within a sentence.
    case exactCase(Set<String>)
    /// Never a skill by itself.
    case never
  }

  /// What is asked of a folded label; `nil` for one that stands for itself.
  static func demand(on folded: String) -> Demand? { demands[folded] }

  private static let demands: [String: Demand] = {
    var demands: [String: Demand] = [:]
    for (folded, forms) in [
      ("c", ["C"]), ("r", ["R"]), ("go", ["Go", "GO"]), ("d", ["D"]), ("swift", ["Swift"]), ("rust", ["Rust"]),
      ("chef", ["Chef"]), ("puppet", ["Puppet"]), ("spring", ["Spring"]), ("less", ["LESS", "Less"]),
      ("word", ["Word"]), ("access", ["Access"]), ("oracle", ["Oracle", "ORACLE"]), ("ant", ["Ant", "ANT"]),
      ("spark", ["Spark"]), ("hive", ["Hive"]), ("storm", ["Storm"]), ("express", ["Express"]), ("flask", ["Flask"]),
      ("react", ["React"]), ("backbone", ["Backbone"]), ("ember", ["Ember"]), ("stata", ["Stata", "STATA"]),
      ("project", ["Project"]), ("outlook", ["Outlook"]), ("teams", ["Teams"]), ("slack", ["Slack"]),
      ("zoom", ["Zoom"]),
      ("salt", ["Salt"]), ("box", ["Box"]), ("square", ["Square"]), ("sage", ["Sage", "SAGE"]), ("scala", ["Scala"]),
      ("groovy", ["Groovy"]), ("julia", ["Julia"]), ("ruby", ["Ruby"]), ("python", ["Python", "PYTHON", "python"]),
    ] {
      demands[folded] = .exactCaseAndCompany(Set(forms))
    }
    for (folded, forms) in [
      ("excel", ["Excel", "EXCEL"]), ("sas", ["SAS"]), ("sap", ["SAP"]), ("it", ["IT"]), ("bi", ["BI"]),
      ("powerpoint", ["PowerPoint", "Powerpoint", "POWERPOINT"]), ("sql", ["SQL", "Sql", "sql"]), ("cv", ["CV"]),
    ] {
      demands[folded] = .exactCase(Set(forms))
    }
    for folded in [
      "it", "work", "working", "business", "support", "service", "services", "skills", "experience", "team", "staff",
      "training", "care", "health", "safety", "people", "hours", "time", "office", "role", "email", "e mail",
      "internet",
      "computer", "learning", "travel", "benefits", "policy", "english", "history", "law", "lead", "manage", "plan",
      "support others", "company policies", "other", "reports", "report", "records", "documentation", "media", "art",
      "arts", "house", "film", "science", "tables", "paper", "record", "price", "pricing", "pay", "rent", "tools",
      "act",
      "listen", "read", "reading", "speak", "write", "writing", "speaking", "design", "fashion", "sports", "music",
      "wine",
      "food", "water", "wood", "metal", "stone", "glass", "plastic", "leather", "fur", "oil", "gas", "engines", "stage",
      "materials", "markets", "products", "product", "process", "processes", "standards", "quality", "security",
      "tests",
      "monitoring", "administration", "operations", "community", "communication", "education", "research", "nursing",
      "recruitment", "advertising", "apply", "recruit", "interview", "interviews", "promote", "employment", "contract",
      "coding", "programming", "software", "hardware", "network", "networks", "system", "systems", "data", "files",
      "information", "technology", "legislation", "regulations", "code", "web", "site", "online", "mobile", "cloud",
    ] {
      demands[folded] = demands[folded] ?? .never
    }
    return demands
  }()
}
