// swift-tools-version: 6.2
// Targets stand in the order of the flow: import ─▶ standardize ─▶ link ─▶ index ─▶ retrieve ─▶ serve, judged by evaluate.
import PackageDescription

/// CI turns every warning of our own targets into an error; a user's build only prints them.
let strict: [SwiftSetting] = Context.environment["JOBMATCH_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// Products of the packages we stand on; each earns its line in ARCHITECTURE.md.
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "jobmatch",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "JobMatching", targets: ["JobMatching"]),
    .library(name: "JobMarket", targets: ["JobMarket"]),
    .library(name: "MarketStorage", targets: ["MarketStorage"]),
    .library(name: "SyntheticMarket", targets: ["SyntheticMarket"]),
    .library(name: "EntityStandardization", targets: ["EntityStandardization"]),
    .library(name: "LinkGraph", targets: ["LinkGraph"]),
    .library(name: "Retrieval", targets: ["Retrieval"]),
    .library(name: "VectorMath", targets: ["VectorMath"]),
    .library(name: "Evaluation", targets: ["Evaluation"]),
    .executable(name: "jobmatch", targets: ["jobmatch"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // Foundations: no knowledge of jobs.
    .target(name: "CVectorKernels"),  // every SIMD loop, dispatched at run time
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(name: "CLibLinear", providers: [.apt(["liblinear-dev"]), .brew(["liblinear"])]),
    .target(name: "VectorMath", dependencies: ["CVectorKernels"]),  // numbers: sparse rows, top k, statistics

    // The nouns: a newcomer reads this first.
    .target(name: "JobMarket"),

    // Stages, in flow order; none imports another.
    .target(
      name: "MarketStorage", dependencies: ["JobMarket", "CZlib", grdb, sqlite, yams],
      resources: [.embedInCode("Mappings")]),  // import: the system of record
    .target(name: "SyntheticMarket", dependencies: ["JobMarket", "VectorMath"]),  // a world whose answer is known
    .target(name: "EntityStandardization", dependencies: ["JobMarket", "VectorMath"]),  // text into vectors and places
    .target(name: "LinkGraph", dependencies: ["JobMarket", "VectorMath", "CLibLinear"]),  // learned from hires
    .target(name: "Retrieval", dependencies: ["JobMarket", "VectorMath"]),  // index and retrieve
    .target(name: "Evaluation", dependencies: ["JobMarket", "VectorMath"]),  // judge results as data

    // The order of the stages, and the thin face over it.
    .target(
      name: "JobMatching",
      dependencies: [
        "JobMarket", "VectorMath", "MarketStorage", "SyntheticMarket", "EntityStandardization", "LinkGraph",
        "Retrieval", "Evaluation", yams,
      ], exclude: ["Samples/skill_mentions.md"], resources: [.embedInCode("Samples/skill_mentions.csv")]),
    .executableTarget(
      name: "jobmatch",
      dependencies: [
        "JobMatching", "JobMarket", "MarketStorage", "LinkGraph", "Retrieval", "Evaluation", argumentParser,
      ]),

    // Tests, a target each; the command line is tested as a built program. What every searcher must pass is a target of its
    // own, for the tests of each.
    .target(
      name: "SearcherConformance", dependencies: ["JobMarket", "Retrieval", "VectorMath"],
      path: "Tests/SearcherConformance"),
    .testTarget(name: "CVectorKernelsTests", dependencies: ["CVectorKernels"]),
    .testTarget(name: "VectorMathTests", dependencies: ["VectorMath"]),
    .testTarget(name: "JobMarketTests", dependencies: ["JobMarket"]),
    .testTarget(name: "MarketStorageTests", dependencies: ["MarketStorage", grdb]),
    .testTarget(name: "SyntheticMarketTests", dependencies: ["SyntheticMarket"]),
    .testTarget(name: "EntityStandardizationTests", dependencies: ["EntityStandardization"]),
    .testTarget(name: "LinkGraphTests", dependencies: ["LinkGraph", "JobMarket", "VectorMath"]),
    .testTarget(name: "RetrievalTests", dependencies: ["Retrieval", "SearcherConformance", "VectorMath"]),
    .executableTarget(  // what the tests of the live index kill
      name: "LiveIndexCrasher", dependencies: ["JobMatching", "JobMarket", "MarketStorage", "VectorMath"],
      path: "Tests/LiveIndexCrasher"),
    .testTarget(
      name: "LiveIndexTests",
      dependencies: [
        "JobMatching", "JobMarket", "MarketStorage", "Retrieval", "SearcherConformance", "VectorMath",
        "LiveIndexCrasher",
      ]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
    .testTarget(name: "JobMatchingTests", dependencies: ["JobMatching", "LinkGraph", "SyntheticMarket", "Evaluation"]),
    .testTarget(name: "CommandLineTests", dependencies: ["jobmatch"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system && target.type != .plugin {
  target.swiftSettings = (target.swiftSettings ?? []) + strict
}
