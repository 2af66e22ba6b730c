# Everything you need: `make demo` to use it, `make test` to test it, `make help` for the rest.
# uv is taken from the machine, or put into the project's own environment where it is missing.

SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
# One process more than there are cores: a test often waits for a lock, a program or a browser.
PROCESSES ?= $(shell expr $$(nproc 2>/dev/null || echo 2) + 1)
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --no-sync
# The settings are read, but no PostgreSQL starts for that.
WITHOUT_A_DATABASE := BROADHURST_FEDERATION=on DATABASE_URL=postgresql:///none BROADHURST_SECRET_KEY=none
TYPES := $(WITHOUT_A_DATABASE) $(RUN) mypy
RULES := $(WITHOUT_A_DATABASE) DJANGO_SETTINGS_MODULE=broadhurst.config.settings $(RUN)
export UV_PYTHON_DOWNLOADS ?= never
# The machine's own certificates: an organisation's network often has one more.
export UV_SYSTEM_CERTS ?= 1
unexport VIRTUAL_ENV
# Images of containers often set it. Each process that a test starts would compile 3,500 modules.
unexport PYTHONDONTWRITEBYTECODE
BUILT := src/broadhurst/foundation/govuk/static/govuk

.DEFAULT_GOAL := help
.PHONY: help setup everything demo demo-reset test test-deep test-soak test-days test-rules stories prose rooms lint check format types imports test-all pictures bench clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9

setup: $(filter .uv/bin/uv,$(UV)) ## Set up the project's environment
	@# Where the built frontend is gone, uv's cache of the last build must not be taken. What the
	@# tests take beside it stays (inexact): they may be running.
	$(UV) sync --frozen --inexact --python $(PYTHON) $(if $(wildcard $(BUILT)/.built-from),,--reinstall-package broadhurst)

# A demo on another port links to itself, in calendars and on public pages.
demo demo-reset: export BROADHURST_URL ?= http://localhost:$(PORT)
demo demo-reset: export BROADHURST_PUBLIC_URL ?= http://localhost:$(PORT)
# Without the tools of tests: a browser's driver and the type checker are a third of the download.
demo demo-reset: export UV_NO_DEV := 1

demo: setup ## Set up, load the made-up North West region, and serve it
	$(RUN) broadhurst demo --port $(PORT)

demo-reset: setup ## Forget the demo region and start over
	$(RUN) broadhurst demo --reset --port $(PORT)

everything: $(filter .uv/bin/uv,$(UV))
	@# Tests and benches also take the extras: a newcomer who only looks at the demo need not.
	$(UV) sync --frozen --all-extras --python $(PYTHON) $(if $(wildcard $(BUILT)/.built-from),,--reinstall-package broadhurst)

test: everything ## Run the tests, but not the deep ones
	BROADHURST_TESTS=quick $(RUN) pytest -n $(PROCESSES) -m "not deep" $(TESTS)

test-deep: everything ## Run the stories, the bench's tests, every property and 10,000 steps of histories
	BROADHURST_TESTS=deep $(RUN) pytest -n $(PROCESSES) -m "deep or hypothesis" $(TESTS)

test-soak: everything ## Run histories of more than 100,000 steps, the demo on other days, Spark, then the bench: for a night
	BROADHURST_TESTS=soak $(RUN) pytest -n $(PROCESSES) -m hypothesis $(TESTS)
	BROADHURST_TESTS=soak $(RUN) pytest tests/foundation/test_every_address.py tests/soak/test_spark.py
	$(MAKE) test-days
	$(RUN) python -m bench

test-days: everything ## Load the demo on each day that could break it, for a night
	BROADHURST_TESTS=soak $(RUN) pytest -n $(PROCESSES) tests/soak/test_demo_on_any_day.py

test-rules: setup ## Run the rules and the matching package, without a database
	$(RULES) pytest --noconftest tests/linkage tests/*/test_rules.py $(TESTS)

stories: everything ## Run the long walks in a real browser
	$(RUN) pytest tests/stories $(TESTS)

prose: everything ## Find misspelt words and words that we do not use, and measure sentences by area
	$(RUN) codespell
	$(RUN) python -m prose

rooms: setup ## Write docs/rooms.md again, from what each room says of itself
	$(RUN) python -m prose.rooms

format: setup ## Put code and templates in order
	$(RUN) ruff check --fix .
	$(RUN) ruff format .
	$(RUN) djhtml src

types: everything
	$(TYPES)

imports: everything
	$(RUN) lint-imports

lint: everything
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) djhtml --check src

# The tests of `make test` and of `make test-deep` in one run, each property at full length, and a
# tenth of the histories.
test-all: everything
	$(RUN) pytest -n $(PROCESSES) $(TESTS)

check: lint types imports prose test-all ## Lint, types, imports, spelling, prose and every test: what must pass before a change lands

pictures: everything ## Walk the stories again and take the pictures that pages show into docs/pictures
	BROADHURST_STORIES=required BROADHURST_PICTURES=docs/pictures $(RUN) pytest tests/stories
	@# Stories take more pictures than the pages show.
	@for picture in docs/pictures/*.jpg; do \
	  grep -q --recursive --include='*.md' "pictures/$${picture##*/})" README.md docs || rm "$$picture"; \
	done

bench: everything ## Measure, and print the tables
	$(RUN) python -m bench
	$(RUN) python -m bench.search
	$(RUN) python -m bench.large
	$(RUN) python -m bench.successions
	$(RUN) python -m bench.answering
	$(RUN) python -m bench.sharing
	$(RUN) python -m bench.mix
	$(RUN) python -m bench.public
	$(RUN) python -m bench.matching.fairness
	$(RUN) python -m bench.matching.scripts

clean: ## Remove the environment and what was built
	rm -rf .venv .uv build dist frontend/node_modules $(BUILT)
