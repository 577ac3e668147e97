# ketlessons: two commands matter. `make lab` opens the lessons, `make test` checks everything.
# Both install what they need into .venv on first use; later runs start in seconds.

PORT ?= 8888
BROWSER ?= yes

# The first Python that is new enough. Name another with `make lab PYTHON=/path/to/python`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
LAB_FLAGS := --ServerApp.root_dir=. --port=$(PORT)
# The lessons' ten-by-ten matrices stay on one core: a second thread only costs time there.
export OPENBLAS_NUM_THREADS ?= 1
FIRST := notebooks/00-start-here.ipynb
ifneq ($(BROWSER),yes)
# Without a browser the address that is printed should lead to the first lesson.
LAB_FLAGS += --no-browser --LabApp.default_url=/lab/tree/$(FIRST)
endif
# JupyterLab refuses to start for the root user, which is who one is in most containers.
ifeq ($(shell id -u 2>/dev/null),0)
LAB_FLAGS += --allow-root
endif

.PHONY: help lab test notebooks site benchmark benchmark-models benchmark-start benchmark-server lint clean

help:
	@echo "make lab                 open the lessons in JupyterLab (PORT=9000 for another port, BROWSER=no on a server)"
	@echo "make test                install what is needed and run every check"
	@echo "make notebooks           execute and save all lessons"
	@echo "make site                write the lessons as pages that run no code, into site/"
	@echo "make benchmark           measure the sliders in a real browser"
	@echo "make benchmark-models    measure the model of the drug's course against integrators"
	@echo "make benchmark-start     measure what importing the library costs, and a lesson's first figure"
	@echo "make benchmark-server    measure what the Jupyter server costs, and what sending answers at once brings"
	@echo "make lint                check style and the direction of imports"

.venv/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found. Install it from python.org, or name it: make lab PYTHON=/path/to/python"; exit 1; }
	@echo "Making .venv with $(PYTHON) ..."
	@$(PYTHON) -m venv .venv || { echo "Making the environment failed. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	@echo "Installing the lessons and JupyterLab (once, a few minutes) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[lab]'
	@touch $@

.venv/installed-for-tests: .venv/installed
	@echo "Installing what the tests need (once) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[lab,test]'
	@touch $@

.venv/installed-for-benchmarks: .venv/installed-for-tests
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[lab,test,benchmark]'
	@touch $@

lab: .venv/installed
	@echo "Opening JupyterLab. To stop it, press Ctrl+C here twice."
	@$(PY) -m jupyterlab $(LAB_FLAGS) $(FIRST)

test: .venv/installed-for-tests
	@$(PY) tests/run.py

notebooks: .venv/installed-for-tests
	@$(PY) -m ketlessons.publish execute notebooks

site: .venv/installed
	@$(PY) -m ketlessons.publish site notebooks site

benchmark: .venv/installed-for-benchmarks
	@$(PY) benchmarks/slider.py

benchmark-models: .venv/installed-for-benchmarks
	@$(PY) benchmarks/kinetics.py

benchmark-start: .venv/installed-for-tests
	@$(PY) benchmarks/imports.py

benchmark-server: .venv/installed-for-tests
	@$(PY) benchmarks/server.py

lint: .venv/installed-for-tests
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

clean:
	@rm -rf .venv build dist site test-artifacts .pytest_cache .ruff_cache
