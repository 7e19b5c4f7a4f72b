# Pointdesk. `make help` lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests of both databases share the cores; parallel workers are worth it from two cores on.
WORKERS ?= auto
export PYTHONPATH := src
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help demo pictures install dev browser check format translations test test-sqlite test-postgres bench requirements clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

install: $(VENV)/.base ## install Pointdesk into .venv, with the pinned and hashed requirements

dev: $(VENV)/.dev browser ## install what tests and checks need as well

# Journeys run in a real browser: Debian's chromium, installed where that is possible.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  { apt-get install -y -q chromium || { apt-get update -q && apt-get install -y -q chromium; }; } >/dev/null; } || \
	  { echo "Please install chromium (Debian: apt-get install chromium): the tests open pages in a real browser." >&2; exit 1; }

demo: install ## an example vendor with a year of history, on http://localhost:8000
	$(BIN)/pointdesk demo

pictures: dev ## build a demo and keep pictures of its main pages in docs/pictures
	$(BIN)/python tools/pictures.py $(ARGS)

test: dev ## check, then every test on SQLite and on PostgreSQL
	$(MAKE) check
	$(MAKE) test-sqlite
	$(MAKE) test-postgres

test-sqlite: dev ## every test, on SQLite
	env -u DATABASE_URL $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

# Journeys are played once, on SQLite: what they see is made by pages whose own tests run here.
test-postgres: dev ## every test that touches data, on PostgreSQL
	$(BIN)/python tools/with_postgres.py -- $(BIN)/python -m pytest -n $(WORKERS) --data-only --ignore tests/journeys $(ARGS)

check: dev ## format, lint, types, imports, templates, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	find src -name '*.html' -print0 | xargs -0 -r $(BIN)/djangofmt --check --quiet
	env -u DATABASE_URL $(BIN)/pointdesk manage makemigrations --check --dry-run

format: dev ## lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	find src -name '*.html' -print0 | xargs -0 -r $(BIN)/djangofmt --quiet

translations: dev ## collect what is said, name what lacks Greek, compile the catalogues
	$(BIN)/python -m tools.translations update

requirements: dev ## write the pinned requirements anew from the names
	for set in base dev; do $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --universal --python-version 3.11 --no-header requirements/$$set.in -o requirements/$$set.txt; done

bench: dev ## measure the ledger beside pgbench, on both databases
	$(BIN)/python tools/with_postgres.py --durable -- $(BIN)/python benchmarks/ledger.py --json var/benchmark-ledger.json

clean: ## remove the environment and all caches
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
