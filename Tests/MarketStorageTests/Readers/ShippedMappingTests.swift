import Foundation
import JobMarket
import MarketStorage
import Testing

@Suite("Shipped mappings")
struct ShippedMappingTests {
  @Test("Each parses and bears its name; an unknown name suggests the nearest")
  func parse() throws {
    #expect(MarketMapping.shippedNames == ["dice", "jobposting", "nhs", "nlsy97", "quickhire", "usajobs"])
    for name in MarketMapping.shippedNames { #expect(try MarketMapping.shipped(name).name == name) }
    let error = #expect(throws: MappingError.self) { try MarketMapping.shipped("quikhire") }
    #expect(error?.allowed.contains("did you mean 'quickhire'?") == true)
  }

  @Test("quickhire")
  func quickhire() throws {
    let mapping = try MarketMapping.shipped("quickhire")
    let views = """
      "Applicant.ID","Job.ID","Title","Position","Company","City","State.Name","State.Code","Industry","View.Start",\
      "View.End","View.Duration","Created.At","Updated.At"
      7,9,"Cook @ Diner","Cook","Diner","Newark","New Jersey","NJ",NA,"2014-12-12 20:12:35 UTC",NA,30,NA,NA
      """
    var job = Job(id: "9", title: "Cook")
    (job.company, job.places) = ("Diner", [Place("Newark, New Jersey")])
    let at = try #require(Instant(iso8601: "2014-12-12T20:12:35Z"))
    let viewed = try readText("Job_Views.csv", views, mapping: mapping)
    #expect(viewed.rejects.isEmpty)
    let view = Engagement(seeker: "7", job: "9", kind: .view, at: at, dwellSeconds: 30)
    #expect(viewed.records.map(\.content) == [.job(job), .seeker(Seeker(id: "7")), .engagement(view)])
    #expect(viewed.records.map(\.policy) == [.keepFirst, .merge, .replace])

    let history = """
      "Applicant.ID","Position.Name","Employer.Name","City","State.Name","State.Code","Start.Date","End.Date",\
      "Job.Description","Salary","Can.Contact.Employer","Created.At","Updated.At"
      7,"Waiter","Inn",NA,"Maine","ME","2012-10-15","",NA,NA,NA,NA,NA
      """
    var seeker = Seeker(id: "7")
    let start = Instant(iso8601: "2012-10-15T00:00:00Z")
    seeker.positions = [Seeker.Position(title: "Waiter", company: "Inn", place: Place("Maine"), start: start)]
    #expect(try readText("Experience.csv", history, mapping: mapping).seekers == [seeker])

    let wishes = "\"Applicant.ID\",\"Position.Of.Interest\",\"Created.At\",\"Updated.At\"\n7,\"Server\",NA,NA\n"
    let wish = try readText("Positions_Of_Interest.csv", wishes, mapping: mapping)
    #expect(wish.seekers.map(\.wants.titles) == [["Server"]])
    #expect(wish.seekers.first?.place == nil)
    #expect(wish.records.map(\.policy) == [.merge])
  }

  @Test("nlsy97: a hire, and who somebody is in the groups only")
  func nlsy97() throws {
    let mapping = try MarketMapping.shipped("nlsy97")
    var job = Job(id: "130", title: "Human resources managers")
    job.attributes = [.occupation: ["11-3111", "11-3121"]]
    let occupations =
      "title,census2002,soc,soc2010,person_years\nHuman resources managers,130,11-3040,11-3111|11-3121,0\n"
    #expect(try readText("occupations_census2002.csv", occupations, mapping: mapping).jobs == [job])

    let hires = """
      id,job_id,hire_year,last_year,occ,ind,full,wage,egp12,region,msa,enroll,seq,prev_occ,prev_ind,prev_job_id,\
      past_occs,age_at_hire,degree_at_hire,major_at_hire,gender,race,occ_title,occ_soc,person_fold,is_last
      1,9701,1997,1998,130,Core,Part-time,4.3,4.0,Northeast,MSA,Not enrolled,0,,,,,16,BA,Business,WOMENMARK,RACEMARK,\
      Human resources managers,11-3111,1,0
      """
    let result = try readText("hires.csv", hires, mapping: mapping)
    var seeker = Seeker(id: "1")
    let (start, end) = (Instant(iso8601: "1997-01-01T00:00:00Z"), Instant(iso8601: "1998-01-01T00:00:00Z"))
    seeker.positions = [Seeker.Position(title: "Human resources managers", start: start, end: end)]
    seeker.education = [Seeker.Education(degree: "BA", major: "Business")]
    let at = try #require(start)
    #expect(result.records.map(\.content) == [.seeker(seeker), .hire(Hire(seeker: "1", job: "130", at: at))])
    #expect(!"\(result.records)".contains("MARK"))

    let persons = """
      id,gender,race,birth_year,p_edu,citizen,fam_inc,asvab,date_HS,date_AA,date_BA,date_MA,date_PHD,date_PROF,weight
      1,Women,White,1981,BA,yes,11.09,45.07,1999,,2003,,,,323197
      2,,,1981,BA,yes,11.09,45.07,1999,,2003,,,,323197
      """
    let groups = [("gender", "Women"), ("race", "White")].map {
      MarketRecord.Content.group(GroupMembership(seeker: "1", dimension: $0, value: $1))
    }
    #expect(try readText("persons.csv", persons, mapping: mapping).records.map(\.content) == groups)
  }

  @Test("usajobs, nhs and dice")
  func postings() throws {
    let usajobs = """
      control_number,year,position_title,department,agency,subagency,appointment_type,occupation_series,hiring_paths,\
      open_date,close_date
      5,2024,Clerk,GSA,HR,,Summer,0110 - Economist|1530 - Statistics,The public,2024-05-20,2024-12-01
      """
    var clerk = Job(id: "5", title: "Clerk")
    (clerk.company, clerk.industry, clerk.employmentType) = ("HR", "GSA", .temporary)
    clerk.postedAt = Instant(iso8601: "2024-05-20T04:00:00Z")
    clerk.expiresAt = Instant(iso8601: "2024-12-02T05:00:00Z")
    for (name, values) in [
      ("series", ["0110 - Economist", "1530 - Statistics"]), ("appointment", ["Summer"]),
      ("hiringPath", ["The public"]),
    ] {
      clerk.attributes[try #require(AttributeField(name))] = values
    }
    #expect(try readText("usajobs_1.csv", usajobs, mapping: .shipped("usajobs")).jobs == [clerk])

    let nhs = """
      id,title,organisation,locality,postcode,lat,lon,employment_type,industry,salary_min,salary_max,date_posted,\
      valid_through,description
      9,Nurse,Trust,Leeds,LS1,53.8,-.262,FULL_TIME,Healthcare,24907,30615,2020-07-01,2020-10-31,"two\nlines"
      10,Nurse,Trust,,,,,,Healthcare,,,2020-07-01,,text
      """
    let nurses = try readText("nhs_jobs_1.csv", nhs, mapping: .shipped("nhs")).jobs
    var nurse = Job(id: "9", title: "Nurse")
    (nurse.company, nurse.industry, nurse.description) = ("Trust", "Healthcare", "two\nlines")
    nurse.places = [Place("Leeds, LS1", coordinate: Coordinate(latitude: 53.8, longitude: -0.262))]
    (nurse.employmentType, nurse.pay) = (.fullTime, Pay(minimum: 24907, maximum: 30615, period: .year, currency: "GBP"))
    nurse.postedAt = Instant(iso8601: "2020-06-30T23:00:00Z")
    nurse.expiresAt = Instant(iso8601: "2020-11-01T00:00:00Z")
    #expect(nurses.first == nurse)
    #expect(nurses.last?.places == [])
    #expect(nurses.last?.pay == nil)

    let dice = "Job_Id,Designation,Required Skills,Max Exp (in months),Max Exp (in months)\n1,CTO,\"a, b\",0 - 1 yrs,\n"
    var chief = Job(id: "1", title: "CTO")
    chief.skills = ["a", "b"]
    #expect(try readText("dice_1.csv", dice, mapping: .shipped("dice")).jobs == [chief])
  }

  @Test("jobposting: JSON-LD as publishers write it")
  func jobposting() throws {
    let text = #"""
      {"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},
      {"@type":"JobPosting","identifier":{"@type":"PropertyValue","name":"n","value":"j1"},"title":"Nurse",
       "hiringOrganization":{"@type":"Organization","name":"Trust"},"employmentType":["PART_TIME","CONTRACTOR"],
       "jobLocation":[{"@type":"Place","address":{"addressLocality":"Leeds","addressCountry":"GB"},
         "geo":{"latitude":"53.8","longitude":-1.5}},{"@type":"Place","address":"York"}],
       "baseSalary":{"currency":"GBP","value":{"minValue":10,"maxValue":"12","unitText":"HOUR"}},
       "skills":"care, law","jobLocationType":"TELECOMMUTE","datePosted":"2024-05-20","validThrough":"2024-06-01"},
      {"@type":"JobPosting","identifier":"j2","title":"Cook","hiringOrganization":"Inn","skills":["a","b, c"]}]}
      """#
    let result = try readText("page.json", text, mapping: .shipped("jobposting"))
    #expect(result.rejects.isEmpty)
    var nurse = Job(id: "j1", title: "Nurse")
    (nurse.company, nurse.employmentType, nurse.remote, nurse.skills) = ("Trust", .partTime, .remote, ["care", "law"])
    nurse.places = [Place("Leeds, GB", coordinate: Coordinate(latitude: 53.8, longitude: -1.5)), Place("York")]
    nurse.pay = Pay(minimum: 10, maximum: 12, period: .hour, currency: "GBP")
    nurse.postedAt = Instant(iso8601: "2024-05-20T00:00:00Z")
    nurse.expiresAt = Instant(iso8601: "2024-06-02T00:00:00Z")
    var cook = Job(id: "j2", title: "Cook")
    (cook.company, cook.skills) = ("Inn", ["a", "b", "c"])
    #expect(result.jobs == [nurse, cook])
  }

  @Test(
    "The full files import with the rejects stated",
    .enabled(if: ProcessInfo.processInfo.environment["JOBMATCH_DATA"] != nil),
    arguments: [
      ("quickhire", "quickhire/Job_Views.csv.gz", 37110, 0), ("quickhire", "quickhire/Experience.csv.gz", 8613, 40),
      ("quickhire", "quickhire/Positions_Of_Interest.csv.gz", 6560, 0),
      ("nlsy97", "nlsy97/occupations_census2002.csv", 510, 0), ("nlsy97", "nlsy97/hires.csv.gz", 109_196, 0),
      ("nlsy97", "nlsy97/persons.csv.gz", 15954, 0), ("usajobs", "postings/usajobs_2024_2025.csv.gz", 23493, 0),
      ("nhs", "postings/nhs_jobs_2020_11.csv.gz", 14842, 0),
      ("dice", "postings/dice_us_sample_title_skills.csv.gz", 22000, 0),
    ])
  func fullFiles(mapping: String, file: String, records: Int, rejects: Int) throws {
    let folder = try #require(ProcessInfo.processInfo.environment["JOBMATCH_DATA"])
    let summary = try MarketReader(file: "\(folder)/\(file)", mapping: .shipped(mapping)).read { _ in }
    #expect(summary.records == records)
    #expect(summary.rejects == rejects)
  }
}
