// swift-tools-version: 6.2
// A package of its own, so that measuring adds nothing to what users of the library build.
import PackageDescription

let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "import-benchmark", targets: ["ImportBenchmark"]),
    .executable(name: "write-benchmark", targets: ["WriteBenchmark"]),
    .executable(name: "standardize-benchmark", targets: ["StandardizeBenchmark"]),
    .executable(name: "select-benchmark", targets: ["SelectBenchmark"]),
    .executable(name: "link-benchmark", targets: ["LinkBenchmark"]),
  ],
  dependencies: [
    .package(name: "jobmatch", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.5.0"),
  ],
  targets: [
    .executableTarget(
      name: "ImportBenchmark",
      dependencies: [
        .product(name: "JobMatching", package: "jobmatch"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .executableTarget(
      name: "WriteBenchmark",
      dependencies: [
        .product(name: "JobMarket", package: "jobmatch"),
        .product(name: "MarketStorage", package: "jobmatch"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "StandardizeBenchmark",
      dependencies: [
        .product(name: "JobMatching", package: "jobmatch"),
        .product(name: "JobMarket", package: "jobmatch"),
        .product(name: "EntityStandardization", package: "jobmatch"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "LinkBenchmark",
      dependencies: [
        .product(name: "JobMarket", package: "jobmatch"),
        .product(name: "LinkGraph", package: "jobmatch"),
        .product(name: "VectorMath", package: "jobmatch"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "SelectBenchmark",
      dependencies: [
        .product(name: "VectorMath", package: "jobmatch"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
