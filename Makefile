# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
STAMP_DEV := $(VENV)/.installed-dev

.PHONY: run test check system-run system-test benchmark third-party samples screenshots clean

run: $(STAMP)
	@$(BIN)/python packaging/run.py

test: system-test $(STAMP_DEV)
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: $(STAMP_DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

system-test:
	@bash packaging/system.sh test

$(BIN)/python:
	@bash packaging/system.sh venv "$(PYTHON)" "$(VENV)"

$(STAMP): pyproject.toml | $(BIN)/python
	@bash packaging/system.sh run
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(STAMP_DEV): pyproject.toml $(STAMP)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

samples: $(STAMP)
	$(BIN)/python packaging/draw_samples.py

third-party: $(STAMP_DEV)
	$(BIN)/python packaging/third_party.py

clean:
	rm -rf $(VENV) .tools build dist
