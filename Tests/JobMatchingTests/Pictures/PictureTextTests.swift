import JobMatching
import Testing

@Suite("Words, numbers and axes of pictures")
struct PictureTextTests {
  @Test("No text is markup, and what XML cannot hold is gone")
  func escaping() {
    #expect(
      PictureText.escaped(#"<script>alert("1 & 'x'")</script>"#)
        == "&lt;script&gt;alert(&quot;1 &amp; &#39;x&#39;&quot;)&lt;/script&gt;")
    #expect(PictureText.escaped("a\u{0}b\u{1B}[31m\u{7}\tc\nd\u{FFFE}\u{85}") == "ab[31m c d")
    // What turns the direction of writing is gone, what emoji need stays.
    #expect(PictureText.escaped("\u{202E}gnp\u{2066}.exe 👩\u{200D}🔧 قلب 看護師") == "gnp.exe 👩\u{200D}🔧 قلب 看護師")
    #expect(
      PictureText.escaped(String(repeating: "&", count: 1_000_000)) == String(repeating: "&amp;", count: 400) + "…")
  }

  @Test("A text is cut where it would be too wide, and only there")
  func cutting() {
    #expect(PictureText.cut("cashier", to: 100, size: 12) == "cashier")
    #expect(PictureText.cut("", to: 100, size: 12) == "")
    let cut = PictureText.cut("Regional sales representative for wholesale", to: 120, size: 12)
    #expect(cut.hasSuffix("…") && "Regional sales representative".hasPrefix(cut.dropLast()) && cut.count > 8)
    // Wide characters take more room.
    #expect(PictureText.cut(String(repeating: "看", count: 50), to: 120, size: 12).count < cut.count)
    #expect(PictureText.cut(String(repeating: "i", count: 1_000_000), to: 1e9, size: 12).count == 401)
    #expect(PictureText.cut("a", to: 1, size: 12) == "…")
  }

  @Test("Numbers have fixed decimals")
  func numbers() {
    #expect(PictureText.number(12) == "12.0")
    #expect(PictureText.number(-0.04) == "0.0")
    #expect(PictureText.number(-1.25) == "-1.3")
    #expect(PictureText.decimal(0.004, 2) == "0.00")
    #expect(PictureText.decimal(31.996, 2) == "32.00")
    #expect(PictureText.decimal(7, 0) == "7")
    #expect(PictureText.grouped(1_234_567) == "1,234,567")
    #expect(PictureText.grouped(-999) == "-999")
    #expect(PictureText.counted(1, "job") == "1 job" && PictureText.counted(2000, "job") == "2,000 jobs")
  }

  @Test("Axes put values in order, and round numbers beside them")
  func axes() {
    let linear = PictureAxis(0...203, from: 0, to: 406)
    #expect(linear.ticks == [0, 50, 100, 150, 200])
    #expect(linear.place(50) == 100 && linear.place(-3) == 0 && linear.place(999) == 406)
    let counts = PictureAxis(logarithmic: 0.5...8000, adding: 0, from: 300, to: 0)
    #expect(counts.ticks == [1, 10, 100, 1000])
    #expect(abs(counts.place(0.5) - 300) < 1e-9 && abs(counts.place(8000)) < 1e-9)
    #expect(counts.place(1) > counts.place(10) && counts.place(10) > counts.place(100))
    let reach = PictureAxis(logarithmic: 0...900, adding: 1, from: 0, to: 100)
    #expect(reach.ticks == [0, 1, 3, 10, 30, 100, 300])
    #expect(reach.place(0) == 0)
    #expect(PictureAxis(0...1, from: 0, to: 1).ticks == [0, 1])
  }
}
