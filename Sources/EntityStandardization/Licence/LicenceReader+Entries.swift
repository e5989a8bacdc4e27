extension LicenceReader {
  /// One licence and the phrases that name it.
  struct Entry {
    var value: String
    var label: String
    var phrases: [String]
    var confidence: Float = 0.9
    var isCased = false
    var needsCompany = false
  }

  static let entries: [Entry] = [
    Entry(
      value: "nursingRegistration", label: "nursing registration",
      phrases: [
        "nmc registration", "nmc registered", "nmc pin", "registered with the nmc", "nursing and midwifery council",
        "rn license",
        "rn licence", "registered nurse license", "nursing license", "nursing licence", "registered nurse licensure",
        "rgn",
        "nmc pin number", "registration with the nmc", "rn licensure",
      ]),
    Entry(
      value: "nursingRegistration", label: "nursing registration", phrases: ["nmc", "rmn", "rnld", "rn"],
      confidence: 0.8,
      isCased: true, needsCompany: true),
    Entry(
      value: "nursingRegistration", label: "nursing registration",
      phrases: ["registered nurse", "registered general nurse"], confidence: 0.6),
    Entry(
      value: "practicalNursing", label: "practical nursing licence",
      phrases: ["licensed practical nurse", "licensed vocational nurse", "lpn license", "lvn license"]),
    Entry(
      value: "nursingAssistant", label: "nursing assistant certificate",
      phrases: ["certified nursing assistant", "cna certification", "cna license", "certified nurse aide"]),
    Entry(
      value: "medicalRegistration", label: "medical registration",
      phrases: [
        "gmc registration", "gmc registered", "registered with the gmc", "general medical council", "medical license",
        "medical licence", "licence to practise", "license to practise", "licence to practice",
        "license to practice medicine",
        "full gmc registration", "gmc licence", "gmc license",
      ]),
    Entry(
      value: "medicalRegistration", label: "medical registration", phrases: ["gmc"], confidence: 0.8, isCased: true,
      needsCompany: true),
    Entry(
      value: "boardCertification", label: "medical board certification",
      phrases: ["board certified", "board certification", "board eligible"]),
    Entry(
      value: "healthProfessions", label: "health and care professions registration",
      phrases: [
        "hcpc registration", "hcpc registered", "registered with the hcpc", "health and care professions council",
        "health care professions council", "hpc registration", "hpc registered",
      ]),
    Entry(
      value: "healthProfessions", label: "health and care professions registration", phrases: ["hcpc"], confidence: 0.8,
      isCased: true, needsCompany: true),
    Entry(
      value: "pharmacistRegistration", label: "pharmacist registration",
      phrases: [
        "gphc registration", "gphc registered", "registered with the gphc", "general pharmaceutical council",
        "pharmacist license", "pharmacist licence", "registered pharmacist",
      ]),
    Entry(
      value: "pharmacistRegistration", label: "pharmacist registration", phrases: ["gphc"], confidence: 0.8,
      isCased: true, needsCompany: true),
    Entry(
      value: "dentalRegistration", label: "dental registration",
      phrases: [
        "gdc registration", "gdc registered", "registered with the gdc", "general dental council", "dental license",
      ]),
    Entry(
      value: "dentalRegistration", label: "dental registration", phrases: ["gdc"], confidence: 0.8, isCased: true,
      needsCompany: true),
    Entry(
      value: "socialWorkRegistration", label: "social work registration",
      phrases: [
        "social work england", "social work registration", "lcsw", "lmsw", "licensed clinical social worker",
        "registered social worker", "swe registration",
      ]),
    Entry(
      value: "psychotherapyAccreditation", label: "psychotherapy accreditation",
      phrases: [
        "babcp accreditation", "babcp accredited", "bacp accredited", "bacp registered", "ukcp registered",
        "licensed professional counselor",
      ]),
    Entry(
      value: "driving", label: "driving licence",
      phrases: [
        "driving licence", "driving license", "drivers license", "drivers licence", "driver license",
        "driver s license",
        "full uk driving licence", "clean driving licence", "uk driving licence", "valid drivers license",
        "führerschein",
        "full driving licence",
      ]),
    Entry(
      value: "commercialDriving", label: "commercial driving licence",
      phrases: [
        "cdl", "cdl class a", "class a cdl", "cdl a", "cdl b", "class b cdl", "commercial drivers license",
        "hgv licence", "lgv licence", "hgv class 1", "hgv class 2",
      ]),
    Entry(
      value: "forklift", label: "forklift licence",
      phrases: [
        "forklift licence", "forklift license", "forklift certification", "forklift certified", "forklift certificate",
        "forklift truck licence", "flt licence", "fork lift licence", "fork lift license",
      ]),
    Entry(
      value: "certifiedPublicAccountant", label: "CPA", phrases: ["cpa", "certified public accountant"], isCased: false),
    Entry(
      value: "charteredAccountant", label: "chartered accountant",
      phrases: ["acca", "aca qualified", "aca", "cima", "cipfa", "ccab", "chartered accountant", "icaew"],
      isCased: false),
    Entry(value: "charteredFinancialAnalyst", label: "CFA", phrases: ["cfa", "chartered financial analyst"]),
    Entry(value: "projectManagement", label: "PMP", phrases: ["pmp", "project management professional"]),
    Entry(value: "prince2", label: "PRINCE2", phrases: ["prince2", "prince 2"]),
    Entry(
      value: "scrumMaster", label: "scrum master certificate",
      phrases: ["certified scrum master", "csm certification", "certified scrummaster"]),
    Entry(value: "itil", label: "ITIL", phrases: ["itil"], confidence: 0.8),
    Entry(value: "informationSecurity", label: "CISSP", phrases: ["cissp"]),
    Entry(value: "securityAuditor", label: "CISA", phrases: ["cisa"], confidence: 0.8),
    Entry(
      value: "securityClearance", label: "security clearance",
      phrases: [
        "security clearance", "secret clearance", "top secret clearance", "ts sci", "sc clearance", "dv clearance",
        "sc cleared", "dv cleared", "active clearance", "public trust clearance",
      ]),
    Entry(
      value: "bar", label: "admission to the bar",
      phrases: [
        "bar admission", "admitted to the bar", "state bar", "member of the bar", "bar license",
        "active bar membership", "bar membership",
      ]),
    Entry(
      value: "solicitor", label: "solicitor",
      phrases: ["qualified solicitor", "admitted solicitor", "solicitors regulation authority"]),
    Entry(
      value: "teaching", label: "teaching certificate",
      phrases: [
        "teaching license", "teaching certificate", "teaching certification", "qts", "pgce", "qualified teacher status",
        "teacher certification", "state teaching credential",
      ], confidence: 0.85),
    Entry(value: "realEstate", label: "real estate licence", phrases: ["real estate license", "real estate licence"]),
    Entry(
      value: "insurance", label: "insurance licence",
      phrases: ["insurance license", "property and casualty license", "life and health license", "p c license"]),
    Entry(value: "securitiesSeries7", label: "Series 7", phrases: ["series 7"]),
    Entry(
      value: "professionalEngineer", label: "professional engineer",
      phrases: [
        "professional engineer license", "pe license", "licensed professional engineer", "chartered engineer", "ceng",
      ]),
    Entry(
      value: "electrician", label: "electrician's licence",
      phrases: [
        "journeyman electrician license", "electrical license", "electricians license", "electrician license",
        "18th edition", "17th edition",
      ]),
    Entry(
      value: "basicLifeSupport", label: "basic life support",
      phrases: [
        "bls certification", "bls certified", "basic life support", "cpr certification", "cpr certified", "bls",
      ], confidence: 0.8),
    Entry(
      value: "advancedLifeSupport", label: "advanced life support",
      phrases: ["acls", "advanced cardiac life support", "advanced life support", "als certification"], confidence: 0.85
    ),
    Entry(
      value: "humanResources", label: "human resources certificate",
      phrases: ["shrm cp", "phr certification", "sphr", "cipd qualified", "cipd level 5", "cipd level 7", "cipd"],
      confidence: 0.8),
    Entry(
      value: "foodSafety", label: "food safety certificate",
      phrases: ["food hygiene certificate", "food handlers card", "servsafe", "food handler certification"]),
    Entry(value: "constructionCard", label: "CSCS card", phrases: ["cscs card", "cscs"]),
    Entry(
      value: "securityGuard", label: "SIA licence",
      phrases: ["sia licence", "sia license", "guard card", "security guard license"]),
    Entry(
      value: "pilot", label: "pilot's licence",
      phrases: ["commercial pilot license", "atp certificate", "faa certificate", "commercial pilot licence"]),
    Entry(value: "cosmetology", label: "cosmetology licence", phrases: ["cosmetology license", "barber license"]),
  ]
}
