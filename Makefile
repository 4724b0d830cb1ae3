# Two commands: `make run` reads pages and prints the record, `make test` passes the tests.
# Both set everything up first and leave the tool at .venv/bin/musnad.

PAGES ?= examples
STORE ?= ./.musnad
BIN := .venv/bin

.PHONY: run test check bench clean

run: .venv/run.stamp
	$(BIN)/musnad read --store $(STORE) $(PAGES)

test: .venv/test.stamp check
	$(BIN)/pytest -n 2

check: .venv/test.stamp
	$(BIN)/ruff check src tests bench scripts
	$(BIN)/ruff format --check src tests bench scripts
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/test.stamp
	$(BIN)/python bench/run.py

.venv/run.stamp: requirements/run.txt pyproject.toml scripts/setup.sh
	sh scripts/setup.sh requirements/run.txt
	touch $@

.venv/test.stamp: requirements/dev.txt pyproject.toml scripts/setup.sh
	sh scripts/setup.sh requirements/dev.txt
	touch .venv/run.stamp $@

clean:
	rm -rf .venv .musnad dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
