import EntityStandardization
import JobMarket
import Testing

@Suite("Pay in texts")
struct PayTests {
  @Test(
    "Amounts with currency and period",
    arguments: [
      ("£28,333 - £31,000 per annum", "GBP 28333-31000 year"), ("$25/hr", "USD 25 hour"),
      ("Pay: $25.50 an hour", "USD 25.5 hour"),
      ("Salary: €45.000", "EUR 45000 year"), ("RM 2,500 - 3,000 monthly", "MYR 2500-3000 month"),
      ("USD 90,000–110,000 a year", "USD 90000-110000 year"), ("$90-110k per year", "USD 90000-110000 year"),
      ("Salary £20 - 25,000", "GBP 20000-25000 year"), ("45.000 € pro Jahr", "EUR 45000 year"),
      ("up to £53,168 pro rata per annum", "GBP -53168 year"), ("Salary from £27,219 pro rata", "GBP 27219- year"),
      ("from 120k", "XXX 120000- year"), ("CA$70,000 per year", "CAD 70000 year"),
      ("$70,000 CAD per year", "CAD 70000 year"),
      ("£16.50 ph", "GBP 16.5 hour"), ("Hourly rate: £9.67", "GBP 9.67 hour"), ("£300 per day", "GBP 300 day"),
      ("salary of 31,000 per annum", "XXX 31000 year"), ("£24,907 to £30,615 pa", "GBP 24907-30615 year"),
      ("₹12,00,000 per annum", ""), ("Day rate $450", ""), ("£32k+ per annum", "GBP 32000- year"),
      ("1 250,50 € per month", "EUR 1250.5 month"),
    ])
  func amounts(text: String, expected: String) {
    #expect(FactFinder.pay.mentions(in: text, part: .description).map(\.value) == (expected.isEmpty ? [] : [expected]))
  }

  @Test(
    "Other money and other numbers are no pay",
    arguments: [
      "Call 020 7946 0958 or +1 (555) 123-4567", "founded in 1948, 2020 was a good year", "Patient list size is 4500",
      "a £25 million investment", "£25m investment in wages", "saving the NHS over £70 million each year",
      "£500 sign-on bonus", "Welcome bonus of £5,000", "a budget of over £50k", "fee of £13 a year", "£20 per patient",
      "£40.00 will be deducted from your salary", "turnover of $2bn",
      "Save an average of £50 per month with our car park",
      "£4,000 welcome incentive", "Referral scheme of up to £500", "100,000 people", "$", "£", "salary", "salary 2020",
      "recruitment premium of £3,000 (pro rata)", "5 days per week, 37.5 hours per week",
    ])
  func traps(text: String) {
    #expect(FactFinder.pay.mentions(in: text, part: .description).map(\.value) == [])
  }

  @Test("The range covers the amounts, and lies on characters")
  func ranges() throws {
    let text = "✨ Pay – £28,333 – £31,000 per annum"
    let mention = try #require(FactFinder.pay.mentions(in: text, part: .description).first)
    let utf8 = Array(text.utf8)
    #expect(String(decoding: utf8[mention.range], as: UTF8.self) == "£28,333 – £31,000")
    #expect(mention.confidence > 0.8)
  }

  @Test(
    "Text of pay is read back",
    arguments: [
      Pay(minimum: 1, maximum: 2, period: .hour, currency: "USD"),
      Pay(minimum: nil, maximum: 20.05, period: .day, currency: "GBP"),
      Pay(minimum: 3.5, maximum: nil, period: .month, currency: "XXX"),
      Pay(minimum: 9, maximum: 9, period: .year, currency: "EUR"),
    ])
  func roundTrip(pay: Pay) {
    #expect(PayText.pay(of: PayText.text(of: pay)) == pay)
  }

  @Test(
    "What is no text of pay is none",
    arguments: ["", "GBP", "GBP 1 eon", "GBP - year", "GBP x-1 year", "GBP 1-2-3 year", "GBP nan year"])
  func noPay(text: String) {
    #expect(PayText.pay(of: text) == nil)
  }
}
