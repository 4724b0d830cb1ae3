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

# beside other extractors, which are nothing the tool needs: in an environment of their own
bench: .venv-bench/stamp
	.venv-bench/bin/python bench/pages.py
	.venv-bench/bin/python bench/whole.py

.venv/run.stamp: requirements/run.txt pyproject.toml scripts/setup.sh
	sh scripts/setup.sh requirements/run.txt
	touch $@

.venv/test.stamp: requirements/dev.txt pyproject.toml scripts/setup.sh
	sh scripts/setup.sh requirements/dev.txt
	touch .venv/run.stamp $@

.venv-bench/stamp: requirements/bench.txt
	[ -x .venv-bench/bin/python ] || $${PYTHON:-python3} -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/bench.txt
	.venv-bench/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf .venv .venv-bench .musnad dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
