# make preview: set up, then preview the reference program under the policy pack
# make test:    set up, then run the tests
# make lint:    set up, then lint, check the format and the types
# make derived: set up, then write the files that are derived from others
# make docs:    set up, then build the documentation as a site in build/site
# make bench:   set up, then measure the pack, the plugin's schema, the offline preview and the components

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready

.PHONY: preview test lint bench derived docs clean

preview: $(READY)
	@scripts/preview

lint: $(READY)
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy

test: $(READY)
	$(VENV)/bin/pytest --numprocesses auto --maxprocesses 8 --dist worksteal

bench: $(READY)
	$(VENV)/bin/python -m benchmarks

derived: $(READY)
	$(VENV)/bin/python -m scripts.derive

docs: $(READY)
	$(VENV)/bin/mkdocs build --strict

$(READY): requirements.txt requirements-dev.txt components/pyproject.toml components/requirements.txt policypack/pyproject.toml policypack/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "container-tls needs Python 3.11 or later; set PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf $(VENV) policypack/venv .pulumi-state
