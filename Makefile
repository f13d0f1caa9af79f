# `make` lists what can be done here; every target sets up what it needs.
#
# One lock, one environment: the report is made with the very packages that the tests ran with, and
# `make report` and `make test` can follow each other without installing anything twice.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help report check publish test lab lint format findings weights lock clean

# The first Python that is new enough; `make report PYTHON=/path/to/python` chooses another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
RUN := .venv/bin/python -m
PIP := $(RUN) pip --quiet --disable-pip-version-check

# The environment is ready when this file exists. Its name holds a checksum of all that the
# environment depends on, this folder's place included: a touched file or another branch with the
# same lock installs nothing, a changed lock or a moved folder does.
READY := .venv/ready-$(firstword $(shell { pwd; cat requirements.lock pyproject.toml; } | cksum))

# An environment whose Python has gone, as after an upgrade of the system's, is not ready.
$(shell test -x .venv/bin/python || rm -f .venv/ready-*)

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

report: $(READY) ## run the study and write reports/index.html; options: ARGS="-p name=value"
	@$(RUN) trstudy report $(ARGS)

check: $(READY) ## run the study and compare its key numbers with those published in reports/reference/
	@$(RUN) trstudy report --check $(ARGS)

publish: $(READY) ## publish the key numbers as they come out now, and README.md's findings with them
	@$(RUN) trstudy report --publish $(ARGS)
	@$(RUN) tools.findings

test: $(READY) ## run every test, those of style and types among them; options: ARGS="-k name"
	@$(RUN) pytest -n 2 $(ARGS)

lab: $(READY) ## open JupyterLab in notebooks/
	@$(RUN) jupyterlab --notebook-dir=notebooks \
		--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate $(ARGS)

lint: $(READY) ## check style (ruff) and types (mypy) only
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy

format: $(READY) ## put code and notebooks into the house style
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .
	@find notebooks -name '*.ipynb' -exec $(RUN) nbstripout --keep-id {} +

findings: $(READY) ## write the picture and the findings that README.md opens with anew
	@$(RUN) tools.findings

weights: $(READY) ## learn the weights of the tagger's last step anew from training/; options: ARGS=--try
	@$(RUN) tools.weights $(ARGS)

lock: $(READY) ## write requirements.lock and environment.yml anew from pyproject.toml
	@$(RUN) uv --quiet pip compile --universal --generate-hashes --no-header --no-annotate \
		--python-version 3.11 --all-extras $(ARGS) pyproject.toml --output-file requirements.lock
	@$(RUN) tools.environment

clean: ## remove all that can be made again: environment, caches, reports
	rm -rf .venv .trstudy .reports.work build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find reports -mindepth 1 -maxdepth 1 ! -name README.md ! -name reference -exec rm -rf {} +

# pip installs one package, uv, in the version and with the hashes that the lock gives, and uv installs
# the rest in seconds. The project's own build backend is in the lock too: nothing unpinned takes part.
$(READY):
	@test -n "$(PYTHON)" || { echo "trstudy needs Python 3.11 or newer, and none was found." \
		"Install one, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version); this happens once."
	@$(RUN) pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv || { echo "$(PYTHON)" \
		"cannot make a virtual environment. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@awk '/^uv==/ {on = 1} on {print} on && !/\\$$/ {exit}' requirements.lock > .venv/uv.txt
	@$(PIP) install --require-hashes -r .venv/uv.txt
	@$(RUN) uv --quiet pip sync --require-hashes requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@rm -f .venv/ready-* && touch $@
