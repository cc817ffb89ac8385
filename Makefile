# Everything a newcomer needs: `make run` and `make test`. Only Python 3.11+ and make are expected to be there.
# PYTHON picks the interpreter, VENV the directory of the environment, ARGS goes to the driver or to pytest, JOBS says in
# how many processes tests run (0: in pytest's own).

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=
JOBS   ?= auto

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

# Where async code may stand (tests/test_layering.py holds Trio to these rooms); flake8 needs minutes for all the rest.
ASYNC_CODE := $(addprefix src/neolith_trio/,cli.py driver.py opening.py signals.py backend concurrency mcp net services testing web) \
  $(addprefix tests/,backend concurrency e2e mcp net services web) bench

.DEFAULT_GOAL := help
.PHONY: help run test soak lint types manual bench ci wheel clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

# One stamp per set of extras: an environment is built once and again only when pyproject.toml changes.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "neolith-trio needs Python 3.11 or newer; $(PYTHON) is" $$($(PYTHON) --version) "(make PYTHON=... names another)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[http,websocket]'
	@touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,lint,types]' build
	@touch $@ $(VENV)/.run $(VENV)/.test

run: $(VENV)/.run ## start the bundled mudlib: you at the console, telnet on 127.0.0.1 port 4000
	@$(BIN)/neolith-trio $(ARGS)

test: $(VENV)/.test ## all tests but the full sizes
	$(BIN)/python -m pytest -m 'not soak' --numprocesses $(JOBS) --maxprocesses 4 $(ARGS)

soak: $(VENV)/.test ## the full sizes: minutes, run before a release
	HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -m soak $(ARGS)

lint: $(VENV)/.dev ## ruff and flake8-async
	$(BIN)/ruff check .
	$(BIN)/flake8 --select ASYNC1,ASYNC2,ASYNC3 $(ASYNC_CODE)

types: $(VENV)/.dev ## mypy --strict
	@if $(BIN)/python -c 'import trio_typing' 2>/dev/null; then \
	  echo "trio-typing is installed in $(VENV); its stubs hide Trio's own types (docs/types-and-trio-typing.md)"; exit 1; fi
	$(BIN)/mypy --strict

manual: $(VENV)/.run ## write docs/efun and docs/apply from the docstrings
	$(BIN)/python -m neolith_trio.manual docs

bench: $(VENV)/.test ## every benchmark in one table, and a line in bench/history.jsonl (docs/figures.md)
	$(BIN)/python bench/run.py $(ARGS)

wheel: $(VENV)/.dev ## build the wheel into dist/
	$(BIN)/python -m build --wheel --outdir dist

ci: ## what the gate runs, in a fresh environment of its own
	@bash .ci/run

clean: ## forget the environment and everything built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
