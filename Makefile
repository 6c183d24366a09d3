# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STAMP_DEV := $(VENV)/.installed-dev
STAMP_BUILT := $(VENV)/.built
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

.PHONY: run test check system-run system-test benchmark samples screenshots man translations third-party clean

run: system-run $(STAMP) $(STAMP_BUILT)
	@$(BIN)/python packaging/run.py

test: system-test $(STAMP_DEV) $(STAMP_BUILT)
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: $(STAMP_DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

system-run system-test: system-%:
	@bash packaging/system.sh $*

$(BIN)/python:
	@bash packaging/system.sh venv "$(PYTHON)" "$(VENV)"

$(STAMP): pyproject.toml | $(BIN)/python
	@echo "Installing Fixative into $(VENV), once; it takes a minute or two."
	@$(PIP) --editable .
	@touch $@

$(STAMP_DEV): pyproject.toml $(STAMP)
	@echo "Installing what the checks need."
	@$(PIP) --editable '.[dev]'
	@touch $@

$(STAMP_BUILT): packaging/built.py THIRD_PARTY.md $(wildcard docs/*.md docs/guide/*.md app/translations/*.ts) | $(STAMP)
	@$(BIN)/python packaging/built.py
	@touch $@

# Needs a quiet machine.
benchmark: $(STAMP)
	$(BIN)/python benchmarks/speed.py

samples: $(STAMP)
	$(BIN)/python packaging/draw_samples.py

screenshots: $(STAMP) $(STAMP_BUILT)
	$(BIN)/python packaging/screenshots.py

translations: $(STAMP)
	$(BIN)/python packaging/translations.py

man: $(STAMP)
	$(BIN)/python packaging/man_page.py build/fixative.1

third-party: $(STAMP_DEV)
	$(BIN)/python packaging/third_party.py

clean:
	rm -rf $(VENV) assets/fixative_assets/papers assets/fixative_assets/translations .tools build dist protected-samples
