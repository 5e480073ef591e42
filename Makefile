# The two commands of the README. Each does all the set-up it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test bench mutate mutate-rules corpus lint setup programs clean

setup: programs $(STAMP)

$(STAMP): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version)."; exit 1; }
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

programs:
	@sh bin/programs

demo: setup
	@$(BIN)/award demo --at demo-office

test: setup lint
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(STAMP)
	@$(BIN)/ruff check pipeline tests bench mutate
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup
	@$(BIN)/python -m bench

# Forms spoilt on purpose: every planted fault found, nothing else found. docs/mutation.md tells more.
mutate: setup
	@$(BIN)/python -m mutate

# The checks of every scheme spoilt on purpose: each must be noticed by its own examples.
mutate-rules: setup
	@$(BIN)/python -m mutate.rules

# Write the forms of mutate/corpus/ again. Needs LibreOffice and Node.
corpus: setup
	@$(BIN)/python -m mutate.makers

clean:
	rm -rf $(VENV) demo-office
