# Each target is a line to understand; `make demo` and `make test` set up all they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url

.PHONY: demo test check lint training docs bench gate lock clean

# The hashed files name all that is needed: --no-deps, or pip looks for newer releases of extras such as coverage[toml] and stops.
$(VENV)/run: requirements/build.txt requirements/run.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements/dev.txt
	touch $@

# What training needs, pinned but not hashed: torch's file differs by machine (with or without CUDA).
$(VENV)/train: $(VENV)/dev requirements/train.txt
	$(BIN)/pip install --quiet -r requirements/train.txt
	touch $@

demo: $(VENV)/run          ## Build a record of the example reports and its brief
	$(BIN)/detente demo --output demo

test: $(VENV)/dev          ## Pass the tests
	$(BIN)/pytest --numprocesses auto --dist loadfile

check: lint test docs gate ## All that CI checks

lint: $(VENV)/dev          ## Style, types, docstrings and import contracts
	$(BIN)/ruff check src tests benchmarks docs tools
	$(BIN)/ruff format --check src tests benchmarks docs tools
	$(BIN)/mypy
	$(BIN)/interrogate --quiet src
	$(BIN)/lint-imports --no-cache

training: $(VENV)/train    ## Install what `detente train` needs, so that its tests run too

docs: $(VENV)/dev          ## The pages, warnings as errors, into docs/_build
	$(BIN)/sphinx-build --fail-on-warning --quiet -b html docs docs/_build

gate: $(VENV)/dev          ## Accuracy on our gold against the pinned floors
	$(BIN)/python benchmarks/gate.py

bench: $(VENV)/dev         ## Speed, memory and growth, side by side with what we stand on
	for script in speed reading times growth; do $(BIN)/python benchmarks/$$script.py; done

lock: pyproject.toml       ## Write the hashed requirement files anew (needs uv)
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) --group build -o requirements/build.txt
	$(LOCK) --group dev -c requirements/run.txt -c requirements/build.txt -o requirements/dev.txt

clean:                     ## Remove what was made
	rm -rf $(VENV) demo docs/_build
