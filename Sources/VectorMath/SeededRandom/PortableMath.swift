/// Elementary functions of additions, multiplications and divisions only, which IEEE 754 fixes to the last bit: the C
/// library's own differ between systems and releases, and a seed must not.
///
/// Each is within 4 units in the last place of the true value where neither it nor the argument is subnormal.
public enum PortableMath {
  private static let ln2High = 0x1.62e42feep-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// The natural logarithm; −infinity at 0, NaN below. O(1).
  ///
  /// With x = 2^k·m and m in [√½, √2): ln x = k ln 2 + 2 artanh((m − 1)/(m + 1)), the latter by its series.
  public static func log(_ value: Double) -> Double {
    guard value > 0, value < .infinity else { return value == 0 ? -.infinity : value > 0 ? value : .nan }
    var exponent = Double(value.exponent)
    var mantissa = value.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var series = 0.0
    for power in stride(from: 23.0, through: 3, by: -2) {
      series = series * square + 1 / power
    }
    return exponent * ln2High + (2 * ratio + (2 * ratio * square * series + exponent * ln2Low))
  }

  /// e raised to a power; 0 below −745, infinity above 709.8. O(1).
  ///
  /// With x = k ln 2 + r and |r| at most ½ ln 2: e^x = 2^k·e^r, the latter by its series.
  public static func exp(_ value: Double) -> Double {
    guard value > -745.2 else { return value.isNaN ? .nan : 0 }
    guard value < 709.8 else { return .infinity }
    let exponent = (value * 1.4426950408889634).rounded(.toNearestOrEven)
    let rest = (value - exponent * ln2High) - exponent * ln2Low
    var series = 1.0
    for term in stride(from: 14.0, through: 1, by: -1) {
      series = 1 + rest * series / term
    }
    // In two steps, so that neither factor leaves the range on its own.
    let half = (exponent / 2).rounded(.down)
    return series * Double(sign: .plus, exponent: Int(half), significand: 1)
      * Double(sign: .plus, exponent: Int(exponent - half), significand: 1)
  }

  /// A positive base raised to a power, within |power · ln base| + 4 units in the last place. O(1).
  public static func power(_ base: Double, _ power: Double) -> Double {
    exp(power * log(base))
  }

  /// 1 / (1 + e^−x): log-odds made a probability. O(1).
  public static func logistic(_ value: Double) -> Double {
    1 / (1 + exp(-value))
  }
}

/// The standard normal distribution.
public enum StandardNormal {
  /// The number below which a share of the distribution lies: the inverse of the distribution function.
  ///
  /// Algorithm AS 241, PPND16 (Wichura 1988, doi:10.2307/2347330): relative error about 1e-16. −infinity at 0, infinity
  /// at 1, NaN outside. O(1).
  public static func quantile(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return share == 0 ? -.infinity : share == 1 ? .infinity : .nan }
    let centered = share - 0.5
    if abs(centered) <= 0.425 {
      let square = 0.180625 - centered * centered
      return centered * rational(square, middle)
    }
    let tail = (-PortableMath.log(centered < 0 ? share : 1 - share)).squareRoot()
    let size = tail <= 5 ? rational(tail - 1.6, near) : rational(tail - 5, far)
    return centered < 0 ? -size : size
  }

  private typealias Coefficients = (above: [Double], below: [Double])

  private static func rational(_ value: Double, _ coefficients: Coefficients) -> Double {
    func polynomial(_ terms: [Double]) -> Double { terms.reversed().reduce(0) { $0 * value + $1 } }
    return polynomial(coefficients.above) / polynomial(coefficients.below)
  }

  private static let middle: Coefficients = (
    [
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
    ],
    [
      1.0, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
      3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
    ]
  )
  private static let near: Coefficients = (
    [
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
    ],
    [
      1.0, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
    ]
  )
  private static let far: Coefficients = (
    [
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
    ],
    [
      1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
    ]
  )
}
