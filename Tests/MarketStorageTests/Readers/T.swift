import Testing
import MarketStorage
@Test func t() {}
