# ketlessons: two commands matter. `make lab` opens the lessons, `make test` checks everything.
# Both install what they need into .venv on first use, and again when something changed; later runs start in seconds.

PORT ?= 8888
BROWSER ?= yes
ORIGINALS ?= no
REPOSITORY ?=

# A proxy, such as a school's, is for the world outside: programs on this machine talk to one another directly.
comma := ,
direct = $(if $(filter *,$(1)),*,$(if $(1),$(1)$(comma))127.0.0.1,localhost,::1)
exceptions := $(call direct,$(or $(no_proxy),$(NO_PROXY)))
export NO_PROXY := $(call direct,$(or $(NO_PROXY),$(no_proxy)))
export no_proxy := $(exceptions)

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
PY := $(BIN)/python
# JupyterLab without what keeps a screen reader from reading on: see CONTRIBUTING.md.
LAB_FLAGS := --ServerApp.root_dir=. --port=$(PORT) --LabApp.app_settings_dir=tools/jupyterlab
# A learner works on copies, which git does not see; who changes the lessons themselves says ORIGINALS=yes.
MINE := my-lessons
FIRST := $(if $(filter yes,$(ORIGINALS)),notebooks,$(MINE))/00-start-here.ipynb
ifneq ($(BROWSER),yes)
# Without a browser the address that is printed should lead to the first lesson.
LAB_FLAGS += --no-browser --LabApp.default_url=/lab/tree/$(FIRST)
endif
# JupyterLab refuses to start for the root user, which is who one is in most containers.
ifeq ($(shell id -u 2>/dev/null),0)
LAB_FLAGS += --allow-root
endif

.PHONY: help lab test quick notebooks site kit lite listen benchmark benchmark-models benchmark-start benchmark-server benchmark-loaded benchmark-pages benchmark-lite lint sbom hub clean

help:
	@echo "make lab                 open your own copies of the lessons in JupyterLab, in my-lessons/"
	@echo "                         (PORT=9000 for another port, BROWSER=no on a server, ORIGINALS=yes to edit the lessons"
	@echo "                         themselves, PYTHON=/path/to/python for another Python)"
	@echo "make test                install what is needed and run every check"
	@echo "make quick               while you work: check style, and run the tests of what you changed"
	@echo "make notebooks           execute and save all lessons"
	@echo "make site                write the lessons as pages that live without Python, into site/; begin with site/index.html"
	@echo "                         (REPOSITORY=https://... if the pages should say where faults are told)"
	@echo "make kit                 write the teacher's kit (slides, handouts, notebooks for students, answers) into build/kit/"
	@echo "make lite                write a site that runs the lessons in the browser alone, into site-lite/ (PYODIDE=folder: with"
	@echo "                         nothing from outside)"
	@echo "make benchmark           measure the sliders in a real browser"
	@echo "make benchmark-models    measure the model of the drug's course against integrators"
	@echo "make benchmark-start     measure what importing the library costs, and a lesson's first figure"
	@echo "make benchmark-server    measure what the Jupyter server costs, and what sending answers at once brings"
	@echo "make benchmark-loaded    measure how long a frame keeps the kernel busy, alone and beside other programs"
	@echo "make benchmark-pages     measure how soon the pages live, and how long it is from a key to a picture there"
	@echo "make benchmark-lite      measure how soon the first figure lives in the browser alone (PYODIDE=folder)"
	@echo "make listen LESSON=02    write down what the screen reader Orca says on a walk through a lesson (Linux)"
	@echo "make hub                 start a JupyterHub for a class on this Linux machine (needs root): docs/hub.md"
	@echo "make sbom                list what a release installs (CycloneDX), into dist/"
	@echo "make lint                check style, the direction of imports, and types"

# Not files but checks: the script looks whether .venv belongs to this folder as it is now, and mends it if not.
.PHONY: .venv/installed .venv/installed-for-tests .venv/installed-for-lite .venv/installed-for-benchmarks
.venv/installed:
	@sh tools/environment.sh lab

.venv/installed-for-tests:
	@sh tools/environment.sh lab lite test

.venv/installed-for-lite:
	@sh tools/environment.sh lab lite

.venv/installed-for-benchmarks:
	@sh tools/environment.sh lab test benchmark

lab: .venv/installed
ifneq ($(ORIGINALS),yes)
	@$(PY) -I src/ketlessons/copies.py notebooks $(MINE)
endif
	@echo "Opening JupyterLab. To stop it, press Ctrl+C here twice."
	@$(PY) -m jupyterlab $(LAB_FLAGS) $(FIRST)

# SciPy's exponential of a matrix, which tests compare with, would wake a thread on each processor.
test benchmark-models: export OPENBLAS_NUM_THREADS ?= 1
test: .venv/installed-for-tests
	@$(PY) tests/run.py

quick: .venv/installed-for-tests
	@$(PY) tests/run.py quick

notebooks: .venv/installed-for-tests
	@$(PY) -m ketlessons.publish execute notebooks
	@$(PY) -m ketlessons.publish drawn notebooks data

site: .venv/installed
	@$(PY) -m ketlessons.publish site notebooks site $(if $(REPOSITORY),--repository $(REPOSITORY))

# The PDFs need Chromium, Chrome or Edge; without one the kit holds pages to print instead.
kit: .venv/installed
	@$(PY) -m ketlessons.publish kit notebooks build/kit

# PYODIDE names a folder, or an address, of Pyodide. Without it the site takes the official release.
lite: .venv/installed-for-lite
	@$(PY) tools/lite/build.py site-lite $(if $(PYODIDE),--pyodide "$(PYODIDE)")

benchmark: .venv/installed-for-benchmarks
	@$(PY) benchmarks/slider.py

benchmark-models: .venv/installed-for-benchmarks
	@$(PY) benchmarks/kinetics.py

benchmark-start: .venv/installed-for-tests
	@$(PY) benchmarks/imports.py

benchmark-server: .venv/installed-for-tests
	@$(PY) benchmarks/server.py

benchmark-loaded: .venv/installed-for-tests
	@$(PY) benchmarks/loaded.py

benchmark-pages: .venv/installed-for-tests
	@$(PY) benchmarks/pages.py

benchmark-lite: .venv/installed-for-tests
	@PYODIDE="$(PYODIDE)" $(PY) benchmarks/lite.py

LESSON ?= 02
listen: .venv/installed-for-tests
	@$(PY) tests/support/screen/listen.py $(LESSON)

lint: .venv/installed-for-tests
	@$(PY) tests/run.py lint

sbom: .venv/installed
	@$(PY) tools/sbom.py

hub:
	@deploy/hub/hub start

clean:
	@rm -rf .venv .venv-before .venv-lock build dist site site-lite test-artifacts .pytest_cache .ruff_cache .mypy_cache
