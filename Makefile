# Every target sets up what it needs; `make` alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test train ask check evaluate calibrate benchmark growth strings launch-check privacy reliability pictures

UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PYTHON := .venv/bin/python

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: .venv/installed ## serve on Telegram, or talk in the terminal when TELEGRAM_BOT_TOKEN is not set
	@$(PYTHON) -m bot run

test: check train ## everything that must hold
	@$(PYTHON) -m pytest

train: .venv/installed ## train when the model is missing or older than what it is made of
	@$(PYTHON) -m bot train

ask: .venv/installed ## one question: make ask Q="who reported it" [EXPLAIN=1]
	@$(PYTHON) -m bot ask "$(Q)" $(if $(EXPLAIN),--explain)

check: .venv/installed ## code and types, then all that the texts have to mend
	@$(PYTHON) -m ruff check . && $(PYTHON) -m ruff format --check . && $(PYTHON) -m mypy
	@$(PYTHON) -W ignore -m bot check
	@$(PYTHON) -m bot locales check

launch-check: .venv/installed ## what stands between this copy and its first reader
	@$(PYTHON) -m bot launch-check

evaluate: .venv/installed ## measure the held-out questions in both languages
	@$(PYTHON) -m bot evaluate

calibrate: .venv/installed ## read weights and thresholds anew if need be; writes docs/calibration.md
	@$(PYTHON) -W ignore -m bot calibration

benchmark: train ## this assistant beside Rasa's own default; writes docs/benchmarks.md
	@$(PYTHON) -W ignore -m benchmarks $(if $(ENGLISH_ENCODER),--english-encoder "$(ENGLISH_ENCODER)")

growth: .venv/installed ## what the index costs as it grows, to a million passages; writes docs/growth.md
	@$(PYTHON) -W ignore -m benchmarks.growth

privacy: train ## prove what is promised of privacy; writes docs/privacy-proof.md
	@$(PYTHON) -W ignore -m proofs.privacy

reliability: train ## prove what a person on Telegram can rely on; writes docs/reliability.md
	@$(PYTHON) -W ignore -m proofs.reliability

pictures: train ## draw what people see on Telegram and in the preview (needs Chromium); writes docs/
	@$(PYTHON) -W ignore -m pictures
	@$(PYTHON) -W ignore -m pictures.preview

strings: .venv/installed ## bring locales/ up to date with the texts
	@$(PYTHON) -m bot locales update

.venv/installed: uv.lock pyproject.toml .python-version $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)
	@echo "Installing what the assistant needs (several GB the first time) …" >&2
	@$(UV) sync --frozen --quiet
	@touch $@

.tools/bin/uv:
	@python3 -m venv .tools && .tools/bin/pip install --quiet uv
