# Everything a checkout needs, from Python 3.11 or later and make alone.
#   make app          start the pages on http://127.0.0.1:8501
#   make test         lint, types and every test
#   make lint         ruff and mypy only
#   make bench        the measurements
#   make fuzz         fuzz the readers, three minutes each (FUZZ_SECONDS=180; Linux)
#   make lock         resolve the locked versions anew (needs uv)
#   make assets       rebuild the interactive parts from frontend/ (needs Node 20 and npm)
#   make screenshots  take the pictures of the documentation again (needs Chromium)
#   make wheel        build the package into dist/

PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.ready-to-run
DEV := $(VENV)/.ready-to-develop
FUZZ := $(VENV)/.ready-to-fuzz
FUZZ_SECONDS ?= 180
LOCK := $(UV) pip compile pyproject.toml --group build --generate-hashes --no-emit-index-url --universal \
	--python-version 3.11 --no-header --quiet

.PHONY: app test lint bench docs fuzz lock assets screenshots wheel clean

app: $(RUN)
	$(BIN)/qualite-graph app

test: lint
	$(BIN)/python -m pytest -n auto --dist loadscope

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(RUN)
	$(BIN)/qualite-graph docs site

bench: $(DEV)
	$(BIN)/python -m benchmarks

fuzz: $(FUZZ)
	for target in tables xml rdf; do \
		$(BIN)/python -m fuzz $$target -max_total_time=$(FUZZ_SECONDS) || exit 1; done

wheel: $(DEV)
	$(BIN)/python -m build --wheel --no-isolation

screenshots: $(DEV)
	$(BIN)/python docs/images/take.py

assets:
	cd frontend && npm ci && npm run build

lock:
	$(LOCK) --group dev --group bench --output-file requirements-dev.txt
	$(LOCK) --constraints requirements-dev.txt --output-file requirements.txt
	$(UV) pip compile --group fuzz --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
		--no-header --quiet --output-file requirements-fuzz.txt

clean:
	rm -rf $(VENV) dist build

# A stamp says for which lock the environment is ready: nothing is installed again until one changes.
$(RUN): requirements.txt pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): requirements-dev.txt requirements.txt pyproject.toml | $(BIN)/pip
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(RUN) $@

$(FUZZ): requirements-fuzz.txt $(DEV)
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-fuzz.txt
	touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or later is needed; choose it with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
