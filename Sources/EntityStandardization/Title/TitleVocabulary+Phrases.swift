extension TitleVocabulary {
  /// Whole titles that taxonomies know by other words, those of either side of the Atlantic: by their words in the singular.
  static let aliases: [String: [String]] = [
    "support worker": ["support", "worker", "healthcare", "assistant", "personal", "care", "aide"],
    "clinical support worker": ["clinical", "support", "worker", "healthcare", "assistant", "nursing", "assistant"],
    "healthcare support worker": ["healthcare", "support", "worker", "assistant", "nursing", "assistant"],
    "health care support worker": ["healthcare", "support", "worker", "assistant", "nursing", "assistant"],
    "senior support worker": ["support", "worker", "healthcare", "assistant", "personal", "care", "aide"],
  ]

  /// Grades of doctors in training in the United Kingdom, each written as one word.
  static let trainingGrades: Set<String> = Set((1...8).flatMap { ["st\($0)", "ct\($0)"] })

  /// The words of a title with the phrases replaced that stand for others. O(words).
  ///
  /// A British consultant, specialty doctor or clinical fellow is a specialised doctor where the title names a field of
  /// medicine; a consultant of anything else stays what they are.
  static func spelledOut(_ words: [String]) -> [String] {
    if let alias = aliases[words.joined(separator: " ")] { return alias }
    let isGraded = words.contains(where: trainingGrades.contains)
    guard isGraded || words.contains(where: doctorWords.contains) else { return words }
    let rest = words.filter { !trainingGrades.contains($0) }
    let isOther = rest.contains(where: otherProfessions.contains)
    let isMedical = rest.contains(where: medicalFields.contains)
    let isDoctor =
      rest.contains("doctor") && (rest.contains("specialty") || rest.contains("speciality"))
      || rest.contains("fellow") && rest.contains("clinical") && !rest.contains("research")
      || isMedical && (isGraded || rest.contains("consultant") || rest.contains("registrar") || rest.contains("fellow"))
    guard isDoctor, !isOther else { return rest.isEmpty ? words : rest }
    var seen: Set = ["specialised", "doctor"]
    return ["specialised", "doctor"]
      + rest.filter { !doctorWords.contains($0) && !gradeWords.contains($0) && seen.insert($0).inserted }
  }

  private static let doctorWords: Set = ["consultant", "specialty", "speciality", "fellow", "registrar"]
  private static let gradeWords: Set = ["clinical", "trust", "locum"]

  /// Whose consultants are no doctors.
  private static let otherProfessions: Set = [
    "nurse", "nursing", "midwife", "pharmacist", "radiographer", "psychologist", "therapist", "practitioner",
    "secretary",
    "physiotherapist", "scientist", "sale", "sales", "manager", "recruitment", "dietitian", "paramedic", "assistant",
    "coordinator", "administrative", "ict", "technician", "sonographer", "veterinary", "biochemist", "physicist",
    "podiatrist",
  ]

  /// Fields of medicine and those who work in them, in the singular.
  private static let medicalFields: Set<String> = Set(
    """
    anaesthesia anaesthetic anaesthetist cardiac cardiologist cardiology cardiothoracic dermatologist dermatology diabete
    diabetes endocrinologist endocrinology ent gastroenterologist gastroenterology geriatric geriatrician gynaecologist
    gynaecology haematologist haematology hepatology histopathologist histopathology immunology intensivist maxillofacial
    medicine microbiologist microbiology neonatal neonatologist neonatology nephrologist nephrology neurologist neurology
    neurophysiology neuroradiology neurosurgeon neurosurgery obstetric obstetrician oncologist oncology ophthalmologist
    ophthalmology orthopaedic otolaryngology orthodontic paediatric paediatrician palliative pathologist pathology physician
    psychiatrist psychiatry radiologist radiology renal respiratory rheumatologist rheumatology stroke surgeon surgery
    surgical trauma urologist urology vascular virology
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
