# The recipes that people and CI share. `make demo` is the product; `make check test` is what must hold before a commit lands.

export CARGO_TERM_COLOR ?= auto
TOOLS := cargo-deny cargo-machete
# How long each fuzz target runs.
SECONDS ?= 5
SCHEMATHESIS := target/schemathesis/bin/schemathesis

.PHONY: demo check test browser quality bench tools system fuzz

demo:
	cargo run --release -- demo

check: tools
	cargo fmt --all --check
	cargo fmt --manifest-path fuzz/Cargo.toml --check
	cargo clippy --locked --workspace --all-targets --all-features -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --quiet
	cargo deny --log-level error check bans licenses sources
	cargo machete
	cargo run --locked --quiet -- check

test: system fuzz $(SCHEMATHESIS)
	cargo test --locked --workspace
	$(MAKE) browser

# The page in a real browser, against the binary that was built last: every role's main job, axe, pictures in
# target/screenshots. The words and types of the page first.
browser: system server/web/node_modules
	cargo test --locked --workspace --no-run --quiet --test scenarios
	cd server/web && npm run --silent unit && npm run --silent contract && npm run --silent browser

server/web/node_modules: server/web/package-lock.json
	cd server/web && npm ci --ignore-scripts --no-audit --no-fund
	cp server/web/package-lock.json server/web/node_modules/.bole-lock

# Fuzzing of every reader of foreign bytes, bounded: make fuzz SECONDS=600 looks longer.
fuzz:
	fuzz/run.sh $(SECONDS)

# Asks the service what its OpenAPI document allows, and what it does not; `tests/scenarios/fuzz.rs` runs it.
$(SCHEMATHESIS): tests/schemathesis/requirements.txt | system
	python3 -m venv target/schemathesis
	target/schemathesis/bin/pip install --quiet --disable-pip-version-check -r $<
	touch $@

# PostgreSQL, Python's virtual environments, a font for Chinese, a reader of PDF and a browser from Debian's packages, where
# this system lacks them.
system:
	@tests/postgres/install.sh

# Ranking quality on labelled sets of your own: make quality SETS=path/to/folder/of/sets
quality:
	cargo build --locked --release
	@test -n "$(SETS)" || { echo "name a folder of retrieval sets: make quality SETS=DIR"; exit 2; }
	@for set in $(SETS)/*/qrels.tsv; do \
	  set=$$(dirname $$set); echo "$$(basename $$set)"; \
	  target/release/bole evaluate retrieval --corpus $$set/corpus.tsv --queries $$set/queries.tsv --qrels $$set/qrels.tsv || exit 1; \
	done

bench:
	cargo bench --locked -p bole-benches

tools:
	@for tool in $(TOOLS); do command -v $$tool >/dev/null || cargo install --locked $$tool || exit 1; done
