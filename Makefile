# Two commands matter: `make run` serves the chat, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
READERS := tests/quiz/node
WORKERS ?= 2  # processes that share the tests; a file stays in one
READERS_STAMP := $(READERS)/node_modules/.installed

.PHONY: run test lint types unit browser format index bench train eval peers sbom load soak clean help

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 14

run: $(STAMP) ## install what is needed, build the index when stale, serve the chat
	$(BIN)/assistant serve $(if $(PORT),--port $(PORT))

test: lint types unit browser ## lint, types, unit, integration and browser tests

lint: $(DEV_STAMP) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP) ## mypy, strict, on src
	$(BIN)/mypy

unit: $(READERS_STAMP) ## every test that needs no browser
	$(BIN)/python -m pytest -m "not browser" -n $(strip $(WORKERS)) --dist loadfile

browser: $(READERS_STAMP) ## tests that drive a real Chromium
	$(BIN)/python -m pytest -m browser -n $(strip $(WORKERS)) --dist loadfile

format: $(DEV_STAMP) ## rewrite to the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

index: $(STAMP) ## build the index when it is absent or stale
	$(BIN)/assistant index

eval: $(STAMP) ## measure on the development questions
	$(BIN)/assistant eval retrieval --split dev
	$(BIN)/assistant eval guard --split dev

peers: $(DEV_STAMP) ## the checklist beside deduce and Presidio, each in its own environment
	$(BIN)/assistant eval guard --split dev --compare

sbom: $(DEV_STAMP) ## the bill of materials of what runs, and whether its licences go with ours
	$(BIN)/python scripts/make_sbom.py --licences

bench: $(DEV_STAMP) ## this pipeline beside the default one, in one run
	$(BIN)/python evals/bench.py $(if $(SPLIT),--split $(SPLIT))

load: $(DEV_STAMP) ## 200 people at the chat and 100 at one quiz, on a server of its own
	$(BIN)/assistant index
	$(BIN)/python scripts/load/run.py chat
	$(BIN)/python scripts/load/run.py quiz

soak: $(DEV_STAMP) ## half an hour of questions while model, index, disk, database and vectors fail in turn
	$(BIN)/assistant index
	$(BIN)/python scripts/load/soak.py

train: $(DEV_STAMP) ## train the models that ship with the package, then fit the weights
	$(BIN)/python -m assistant.training

clean: ## remove the environment, the index and caches
	rm -rf $(VENV) index/builds index/CURRENT .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Vindplaats needs Python 3.11 or newer; say which one with: make run PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(STAMP): $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(DEV_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@# The checker of the bill of materials brings rfc3987-syntax. jsonschema reads a grammar for 1.5
	@# seconds where that is installed, at every start of Chroma, and does without where it is not.
	$(BIN)/python -m pip uninstall --quiet --yes rfc3987-syntax
	touch $@

# Programs of others that read what the product exports; Node comes with the test dependencies.
$(READERS_STAMP): $(DEV_STAMP) $(READERS)/package.json $(READERS)/package-lock.json
	PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix $(READERS) --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@
