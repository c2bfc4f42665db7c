# make setup   tesseract, .venv, packages, sopscan in .venv/bin
# make demo    five sheets read and reviewed
# make test    the tests          make lint    style
# make fuzz    20,000 spoiled files read, of which only typed errors may come out (an hour)
# make bench   speed              make corpus  score on the reviewed corpus beside this folder, where there is one
# make diagrams  the diagrams drawn by bpmn-js and Mermaid (needs npm and Chromium)
# make lock    renew requirements.lock (needs uv)

BIN := .venv/bin
CORPUS := ../shared
SAMPLES = $(sort $(foreach kind,pdf jpg png tif,$(wildcard samples/sheets/*.$(kind))))

.PHONY: setup demo test lint fuzz bench corpus diagrams lock clean
.DEFAULT_GOAL := demo

setup:
	@sh setup.sh

demo: setup
	@$(BIN)/sopscan batch $(SAMPLES) --output build/demo --fresh || test $$? -eq 4
	@$(BIN)/sopscan report build/demo --table

test: setup
	@$(BIN)/python -m pytest $(TESTS)

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

fuzz: setup
	@nice -n 19 $(BIN)/python -m tests.fuzz

bench: setup
	@$(BIN)/python -m bench

corpus: setup
	@if [ -f $(CORPUS)/tools/score.py ]; then \
	    $(BIN)/python $(CORPUS)/tools/score.py run $(CORPUS)/corpus/truth $(CORPUS)/corpus/files build/corpus $(BIN)/sopscan extract; \
	else echo "make corpus: there is no corpus in $(CORPUS)"; fi

diagrams: setup
	@mkdir -p build/diagrams && cp tests/browser/package.json build/diagrams/
	@npm install --prefix build/diagrams --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(BIN)/python -m pytest tests/test_exports_browser.py

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

clean:
	rm -rf build
