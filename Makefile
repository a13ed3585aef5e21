# The front door: `make help` lists what it does. Recipes use relative paths only, so that the folder may have any name.

PYTHON ?= python3
UV ?= uv
PORT ?= 8000
TIME ?= 60
JOBS ?= 2
RECORDS ?= 1000 10000
RUNS ?= 3
PEERS ?= hugo hugo_debian eleventy material sphinx_needs
SAYSO_TEST_SIZE ?= small

# Scripts in .venv/bin name their interpreter by its full path, which a long or unusual folder name breaks; -m does not.
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input --quiet
COMPILE := pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade)

# Material for MkDocs prints an advertisement about MkDocs 2 on each build, which we do not use.
export NO_MKDOCS_2_WARNING := 1
export SAYSO_TEST_SIZE

define port-free
@"$(PYTHON)" -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null \
|| { echo 'Port $(PORT) is in use: "make $@ PORT=8001" takes another.' >&2; exit 1; }
endef

.NOTPARALLEL:
.PHONY: help site serve view check test test-all fuzz bench lighthouse clean fonts lock venv installed installed-for-tests

help:
	@echo 'make site       install what is needed, check the records, build the site into site/'
	@echo 'make view       show site/ on http://127.0.0.1:8000/ (PORT=8001 for another port)'
	@echo 'make serve      build while you write, and show it in the browser'
	@echo 'make check      formatting, lint, types, directions of imports, records'
	@echo 'make test       the whole suite; installs what tests need (Chromium, Java and nginx through apt, where it may)'
	@echo 'make test-all   the same with heavy tests at full size'
	@echo 'make fuzz       broken files and texts of every sort, for TIME=60 seconds each (installs atheris)'
	@echo 'make bench      Sayso beside other generators (RECORDS="1000 10000", RUNS=3, PEERS=hugo, DISK=1; an hour with all)'
	@echo 'make lighthouse  what Lighthouse says of the built site on a phone (needs Node, npm and Chromium)'
	@echo 'make clean      delete the site and all caches, but not .venv'
	@echo 'make fonts      cut the fonts of the site again (needs npm, or PACKAGES=folder with what npm pack wrote)'
	@echo 'make lock       write both lock files again (UV=path/to/uv; UPGRADE=1 takes newer versions)'

site: installed
	@$(PY) -m sayso check
	@$(PY) -m sayso build

serve: installed
	$(port-free)
	@$(PY) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

view:
	@[ -f site/index.html ] || { echo 'There is no site yet: run "make site" first.' >&2; exit 1; }
	$(port-free)
	@echo 'The site is at http://127.0.0.1:$(PORT)/ until you press Ctrl-C.'
	@"$(PYTHON)" -m http.server --bind 127.0.0.1 --directory site $(PORT)

check: installed-for-tests
	@$(PY) -m ruff format --check
	@$(PY) -m ruff check
	@$(PY) -m mypy
	@$(PY) -m pytest --quiet tests/test_house.py
	@$(PY) -m sayso check

test: installed-for-tests
	@sh tests/install-programs.sh
	@$(PY) -m pytest -n $(JOBS)

test-all: SAYSO_TEST_SIZE := full
test-all: test

# Atheris has wheels for Linux and macOS and some versions of Python only, so that no other target needs it.
fuzz: installed-for-tests
	@$(PIP) install --require-hashes --only-binary :all: --no-deps -r tests/fuzz/requirements.lock \
	|| { echo 'Fuzzing needs the package atheris, which cannot be installed for this Python and system.' >&2; exit 1; }
	@$(PY) -P tests/fuzz/run.py --seconds $(TIME)

# Prints the tables of SPEED.md; how far it is goes to standard error.
bench: installed-for-tests
	@$(PY) -m tests.bench.run --records $(RECORDS) --runs $(RUNS) --peers $(PEERS) $(if $(DISK),--disk)
	@sh tests/install-programs.sh
	@$(PY) -m tests.bench.frames

lighthouse: installed
	@[ -f site/index.html ] || { echo 'There is no site yet: run "make site" first.' >&2; exit 1; }
	@$(PY) tests/lighthouse.py

clean:
	@rm -rf site .cache .sayso-* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find plugins site_src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo 'Deleted the site and all caches. Delete .venv as well to install from nothing.'

fonts: installed-for-tests
	@$(PY) -m site_src.fonts.make_fonts $(if $(PACKAGES),"$(PACKAGES)")

# Tests and site share one set of versions: the small lock takes its versions from the large one.
lock:
	@"$(UV)" $(COMPILE) --extra install --extra test --output-file requirements-test.lock pyproject.toml
	@"$(UV)" $(COMPILE) --extra install --constraint requirements-test.lock --output-file requirements.lock pyproject.toml

installed: venv
	$(call install,requirements.lock)

installed-for-tests: venv
	$(call install,requirements-test.lock,requirements.lock)

# A sound environment, made anew if there is none, if an installation was cut short, or if the folder or its
# Python moved. .sayso-installing exists while something is being installed and holds the process.
venv:
	@if [ -f .sayso-installing ] && kill -0 "$$(cat .sayso-installing)" 2>/dev/null; then \
	  echo 'Another make is installing into .venv: wait for it, or delete .sayso-installing if there is none.' >&2; \
	  exit 1; \
	fi
	@if [ ! -f .sayso-installing ] && [ "$$(cat .venv/folder 2>/dev/null)" = "$$(pwd -P)" ] \
	  && $(PY) -c 'import pip' 2>/dev/null; then exit 0; fi; \
	if ! "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  echo 'Sayso needs Python 3.11 or newer, which "$(PYTHON)" is not' \
	    '(Debian, Ubuntu: apt install python3 python3-venv; another one: make PYTHON=path/to/python).' >&2; exit 1; \
	fi; \
	if ! "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo 'Sayso needs the venv module of Python (Debian, Ubuntu: apt install python3-venv).' >&2; exit 1; \
	fi; \
	echo $$$$ > .sayso-installing && "$(PYTHON)" -m venv --clear .venv && pwd -P > .venv/folder && rm .sayso-installing

# $(call install,LOCK,CONTAINED): what LOCK lists and Sayso itself, unless .venv holds copies of the same LOCK and
# pyproject.toml. CONTAINED is a lock that LOCK covers and that needs no installation of its own afterwards.
# Only wheels are taken and only with the hashes of LOCK: nothing of others is run while installing.
# The path of the editable installation is made relative: with LC_ALL=C, Python 3.11 cannot read one that is not ASCII.
define install
@cmp -s $(1) .venv/$(1) && cmp -s pyproject.toml .venv/pyproject.toml && exit 0; \
echo 'Installing into .venv what $(1) lists (a minute or two, and only after a change; needs the network).'; \
echo $$$$ > .sayso-installing \
&& $(PIP) install --require-hashes --only-binary :all: -r $(1) \
&& $(PIP) install --no-deps --no-index --no-build-isolation -e . \
&& for path in .venv/lib/python3*/site-packages/_sayso.pth; do echo ../../../../plugins > "$$path"; done \
&& cp $(1) $(2) pyproject.toml .venv/ \
&& rm .sayso-installing
endef
