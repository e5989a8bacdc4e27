// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "jobmatch", path: "..")],
  targets: [
    .executableTarget(
      name: "Recommend",
      dependencies: [
        .product(name: "JobMatching", package: "jobmatch"), .product(name: "JobMarket", package: "jobmatch"),
      ]),
    .executableTarget(
      name: "OwnVectors",
      dependencies: [
        .product(name: "JobMarket", package: "jobmatch"), .product(name: "Retrieval", package: "jobmatch"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
