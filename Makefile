# The two commands of the README are `make demo` and `make test`; both set the machine up first.
# One release build serves them both.

SWIFT ?= swift
# Real data sets for the demo and the slower tests: --data DIR, JOBMATCH_DATA, or the folder beside a checkout.
DATA ?= $(or $(JOBMATCH_DATA),$(abspath $(wildcard ../shared/data)))
WORKSPACE ?= Workspaces/demo
JOBMATCH = .build/release/jobmatch

.PHONY: help setup build test sanitize demo bench bench-retrieval bench-standardize format lint clean
.DEFAULT_GOAL := help

help: ## print this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 20

setup: ## install the system libraries that are missing
	@scripts/setup

build: setup ## build the command line in release
	$(SWIFT) build -c release --product jobmatch

test: setup ## build and run every test
	$(SWIFT) build -c release --build-tests
	JOBMATCH_DATA="$(DATA)" $(SWIFT) test -c release --skip-build

# Suites in which threads meet; the sanitizer makes them some ten times slower, so the rest is left out.
CONCURRENT = Concurrent|LiveJobIndex|MarketWriter|WriteQueue|ArtifactOpening|LiveService|BulkChange
SANITIZED = .build/sanitize

sanitize: setup ## run what is concurrent under the thread sanitizer, in a build of its own
	$(SWIFT) build -c release --build-tests --sanitize=thread --scratch-path $(SANITIZED)
ifeq ($(shell uname -s),Linux)
	clang -O1 -shared -fPIC -o $(SANITIZED)/mutex.so scripts/sanitize/mutex.c -ldl
	TSAN_OPTIONS="halt_on_error=0 exitcode=66 suppressions=$(abspath scripts/sanitize/suppressions.txt)" LD_PRELOAD="$(abspath $(SANITIZED))/mutex.so" \
	$(SWIFT) test -c release --skip-build --sanitize=thread --scratch-path $(SANITIZED) --filter '$(CONCURRENT)'
else
	TSAN_OPTIONS="halt_on_error=0 exitcode=66" \
	$(SWIFT) test -c release --skip-build --sanitize=thread --scratch-path $(SANITIZED) --filter '$(CONCURRENT)'
endif

demo: build ## import, index, evaluate and recommend, on real data if there is any
	$(JOBMATCH) demo --workspace "$(WORKSPACE)" $(if $(DATA),--data "$(DATA)")

bench: setup ## measure import speed; see Benchmarks/RESULTS.md
	$(SWIFT) run -c release --package-path Benchmarks import-benchmark

bench-retrieval: build ## measure retrieval beside its peers; makes its workloads first; real adverts need DATA
	python3 Benchmarks/retrieval.py make Workloads $(if $(DATA),--data "$(DATA)")
	python3 Benchmarks/retrieval.py measure Workloads --jobmatch $(JOBMATCH) --json Workloads/figures.json --svg Workloads

bench-standardize: setup ## measure standardization beside its peers; needs DATA
	$(SWIFT) run -c release --package-path Benchmarks standardize-benchmark --data "$(DATA)"

format: ## rewrite the sources in the house's format
	$(SWIFT) format format -i -r -p Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Examples/Package.swift Examples/Sources

lint: ## fail where the format differs
	$(SWIFT) format lint -s -r -p Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Examples/Package.swift Examples/Sources

clean: ## remove build products and the demo's workspace
	rm -rf .build Benchmarks/.build Examples/.build Workspaces
