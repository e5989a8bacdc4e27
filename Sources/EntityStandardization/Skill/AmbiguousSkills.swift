/// Labels of skills that are words of other meanings as well, and what a text must show before they count, whatever the
/// labels' words say of them.
enum AmbiguousSkills {
  /// What is asked of a folded label; `nil` for one that no rule is about.
  static func demand(on folded: String) -> SkillLabel.Demand? { demands[folded] }

  private static let demands: [String: SkillLabel.Demand] = {
    var demands: [String: SkillLabel.Demand] = [:]
    // Alternate labels that say more than the preferred ones.
    for word in ["phlebotomy", "podiatry", "informatics", "scripting"] { demands[word] = .nothing }
    // Read as the skill once their capitals are there: `excel in your career` is none.
    for word in [
      "c++", "c#", "excel", "powerpoint", "word", "sharepoint", "photoshop", "sap", "sql", "spss", "stata", "html",
      "css", "xml",
      "php", "asp.net", "linux", "unix", "java", "python", "matlab", "jira", "cad", "visual studio", "visual basic",
      "active directory",
      "json", "ajax", "uml", "vba", "ssrs", "ssis", "jsp", "j2ee", "vmware", "javascript",
    ] {
      demands[word] = .capitals
    }
    // Beside another name only.
    for word in [
      "c", "r", "go", "access", "outlook", "teams", "spring", "spark", "hive", "storm", "chef",
      "puppet", "salt", "ant", "swift", "rust", "ruby", "julia", "oracle", "express", "flask", "react", "backbone",
      "ember", "groovy", "scala", "slack", "zoom", "box", "square", "sage", "exchange", "publisher", "visio",
      "pig", "perl", "eclipse",
      // Where adverts say how one is interviewed, and where to follow the employer.
      "microsoft teams", "ms teams", "skype", "twitter", "facebook", "linkedin", "instagram", "youtube", "google meet",
      "gmail", "google", "chrome", "whatsapp",
    ] {
      demands[word] = .capitalsAndCompany
    }
    // Initials that stand for one thing where technologies are named; elsewhere they are of teams and projects.
    for word in [
      "dns", "bgp", "dhcp", "ospf", "mpls", "eigrp", "smtp", "cms", "jcl", "cics", "gui", "vhdl", "dhtml", "xpath",
      "xslt",
      "cgi", "dbms", "rdbms", "svg", "ipsec", "gis", "erp", "crm", "tcp", "udp", "http", "ftp", "xhtml", "lims", "hris",
      "wms",
      "scada", "soap ui", "plm", "vpn", "ldap", "ssl", "sas", "aws", "etl",
    ] {
      demands[word] = .capitalsAndCompany
    }
    // Things people do as well as know: named in a list they are skills, in a sentence mostly verbs.
    for word in [
      "design", "programming", "installation", "monitoring", "mechanical", "administrative", "writing", "speaking",
      "coordination", "transportation", "science", "agile", "reading", "listening", "instructing", "repairing",
      "persuasion",
      "clerical", "route", "analyze", "geography", "biology", "physics", "chemistry", "foreign language", "logic",
      "energy",
      "history", "hair", "dance", "history and archeology", "production and processing",
    ] {
      demands[word] = .item
    }
    return demands
  }()
}
