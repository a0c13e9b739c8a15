# shutu. `make demo` and `make test` need Python 3.11 or newer and make; everything else is installed here.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared

.PHONY: help demo test crashes lint types score bench requirements clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# The files list everything there is to install, so that nothing is resolved anew (--no-deps).
# A stamp for each requirements file: a second call of any target installs nothing.
$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "shutu needs Python 3.11 or newer: call make PYTHON=python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements-bench.txt
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements-bench.txt
	@touch $@

demo: $(VENV)/.run  ## the whole way on the reports in samples/
	@PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python tools/demo.py

test: $(VENV)/.dev  ## all tests
	$(BIN)/python -m pytest

crashes: $(VENV)/.dev  ## flows killed with -9 at random moments, ten times, and with their server; some minutes
	$(BIN)/python -m pytest -m crash

lint: $(VENV)/.dev  ## style, layers, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

score: $(VENV)/.dev  ## figures on the gold annotations
	@$(BIN)/python -m benchmarks.score $(SHARED)

bench: $(VENV)/.bench  ## speeds and sizes, as ratios within the run
	@$(BIN)/python -m benchmarks

requirements: $(VENV)/.dev  ## pin and hash what pyproject.toml and requirements/*.in ask for
	$(BIN)/python tools/lock.py

clean:  ## remove the virtual environment and caches
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
