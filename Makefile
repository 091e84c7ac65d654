# `make` alone lists the targets. uv is used where it is there, else venv and pip.
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := .venv/bin
# Where this is set nothing keeps what it compiled, and every start of `feedback` takes twice as long.
export PYTHONDONTWRITEBYTECODE :=

ifdef UV
PIP = uv pip install -q --python $(BIN)/python
VENV = uv venv -q --python $(PYTHON) .venv
else
PIP = $(BIN)/python -m pip install -q --disable-pip-version-check
VENV = $(PYTHON) -m venv .venv
endif

.DEFAULT_GOAL := help
.PHONY: help run install test check format bench translations migration clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: install ## Database, example organisation and server on http://127.0.0.1:8000
	@test -e var/feedback.db || $(BIN)/feedback example
	@echo "The example organisation signs in as marta@climasur.example with clima-sur-2026"
	@$(BIN)/feedback serve

install: .venv/installed ## The environment with `feedback`, without test packages

.venv/installed: pyproject.toml build_hook.py constraints.txt $(wildcard feedback/translations/*/LC_MESSAGES/*.po)
	@test -x $(BIN)/python || $(VENV)
	@$(PIP) -c constraints.txt -e .
	@touch $@

.venv/tested: .venv/installed
	@$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['test'], sep='\n')" > .venv/test.txt
	@$(PIP) -c constraints.txt -r .venv/test.txt -e '.[scale,pdf,dask]'
	@touch $@

# Three on two cores: what waits for a browser or a server leaves room for a third.
test: .venv/tested ## Everything: style, types, contracts, and the whole suite on every database there is
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n $${FEEDBACK_TEST_WORKERS:-3} --dist loadgroup --no-loadscope-reorder $(ARGS)

check: .venv/tested ## Formatting, lint, types, import contracts, templates
	@$(BIN)/ruff format --check -q .
	@$(BIN)/ruff check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint feedback/templates --lint --quiet

format: .venv/tested ## Format the code
	@$(BIN)/ruff format -q .
	@$(BIN)/ruff check -q --fix .

bench: .venv/tested ## The promises about speed and size, as tables
	@for script in benchmarks/*.py; do case $$script in */_*) continue;; esac; echo "== $$script"; $(BIN)/python $$script || exit 1; done

translations: .venv/tested ## Collect the texts of the interface and compile the catalogues
	@$(BIN)/pybabel -q extract -F babel.cfg -k N_ -k message --no-location --sort-output -o .venv/messages.pot .
	@$(BIN)/pybabel -q update -i .venv/messages.pot -d feedback/translations --no-fuzzy-matching -w 120
	@$(BIN)/pybabel -q compile -d feedback/translations

migration: .venv/tested ## A new migration from the models: make migration MESSAGE="Add x to y"
	@$(BIN)/python migrations/new.py "$(MESSAGE)"

clean: ## Remove the environment and the data of this checkout
	rm -rf .venv var
