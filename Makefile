# Everything a clean clone needs, on a machine with nothing but Python 3.10 or later.
# Each target sets up what it uses in $(VENV), once, and again when pyproject.toml changes.

VENV ?= .venv
PINS ?=
SERVE ?= 1
ADDRESS ?= 127.0.0.1:8000
TESTS ?=
PYTEST_ARGS ?=
SUITE ?=
WALK_ARGS ?=
SOAK ?= 100
SOAK_MINUTES ?= 60
GOVREVIEW_DATABASE ?= sqlite
export GOVREVIEW_DATABASE

PY = $(VENV)/bin/python
MANAGE = $(PY) manage.py
PIP = $(PY) -m pip install --quiet --disable-pip-version-check

# The driver that the chosen database needs, as an extra of the package.
DRIVER := $(if $(filter postgres%,$(GOVREVIEW_DATABASE)),postgresql)$(if $(filter mysql% mariadb%,$(GOVREVIEW_DATABASE)),mysql)
READY = $(VENV)/.ready$(addprefix -,$(DRIVER))

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test soak wagtail-suite lint types e2e bench docs screenshots messages messages-check migrations-check wheel walk clean

help: ## Say what there is to make
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 20

# --- Environments -----------------------------------------------------------------------------

$(PY):
	@sh scripts/make_venv.sh "$(VENV)"

# One recipe for every set of extras: the stamp's name after "ready-" is the extra's name.
$(VENV)/.ready: pyproject.toml | $(PY)
	$(PIP) --editable . $(PINS)
	@touch $@

$(VENV)/.ready-%: pyproject.toml | $(PY)
	$(PIP) --editable ".[$*]" $(PINS)
	@touch $@

# --- The site ---------------------------------------------------------------------------------

demo: $(READY) ## Build the demonstration site, take its items along the whole road, serve it
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) govreview_demo
ifneq ($(SERVE),0)
	$(MANAGE) runserver $(ADDRESS)
endif

# --- Tests ------------------------------------------------------------------------------------

test: $(READY) $(VENV)/.ready-test ## Run the tests (SQLite, or what GOVREVIEW_DATABASE says)
	$(PY) -m pytest $(PYTEST_ARGS) $(TESTS)

soak: $(READY) $(VENV)/.ready-test ## Race and kill processes again and again, SOAK rounds or SOAK_MINUTES (a database server)
	PGOPTIONS="-c synchronous_commit=off" $(PY) scripts/soak.py $(SOAK) $(SOAK_MINUTES)

e2e: $(READY) $(VENV)/.ready-test $(VENV)/.ready-e2e ## Run the journeys in a real browser (Chromium)
	$(PY) -m pytest -m e2e $(PYTEST_ARGS) $(or $(TESTS),tests/journeys)

wagtail-suite: $(READY) $(VENV)/.ready-wagtail-suite ## Run Wagtail's own tests with the package and without (or SUITE="wagtail.tests …")
	$(PY) scripts/wagtail_suite.py $(SUITE)

bench: $(READY) ## Compare times and queries with plain Wagtail
	$(PY) -m bench

# --- Order ------------------------------------------------------------------------------------

lint: $(VENV)/.ready-lint ## Style, spelling and the floors
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/codespell
	$(VENV)/bin/lint-imports

types: $(VENV)/.ready-lint ## Check the types
	$(VENV)/bin/mypy

migrations-check: $(READY) ## Do the migrations describe the models?
	$(MANAGE) makemigrations --check --dry-run wagtail_govreview portal

messages: $(VENV)/.ready-lint ## Collect the translatable strings and compile the catalogues (needs gettext)
	cd wagtail_govreview && ../$(PY) -m django makemessages --locale zh_Hans --add-location file
	cd wagtail_govreview && ../$(PY) -m django compilemessages --locale zh_Hans

messages-check: $(VENV)/.ready-lint ## Is the Chinese catalogue complete and compiled? (needs gettext)
	$(PY) scripts/check_messages.py

wheel: | $(PY) ## Build the wheel and look into it
	rm -rf dist
	$(PY) -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(PY) scripts/check_wheel.py dist/*.whl

walk: $(READY) wheel ## Install the wheel into an empty project by the README alone, and walk the whole road
	$(PY) -m tests.walk dist/*.whl $(WALK_ARGS)

docs: $(VENV)/.ready-docs ## Build the documentation into site/
	$(VENV)/bin/sphinx-build -W --keep-going -q -b html docs site

screenshots: $(READY) $(VENV)/.ready-test $(VENV)/.ready-e2e ## Make the pictures of the Chinese manual (Chromium)
	$(PY) scripts/make_screenshots.py

clean: ## Remove what the other targets made, the demonstration's data included
	rm -rf .venv .venv-* build dist site var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
