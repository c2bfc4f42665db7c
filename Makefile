# make setup   tesseract, .venv, packages, sopscan in .venv/bin
# make demo    five sheets read: the report, one sheet as read, a page to review them in the browser, what to do next
# make test    the tests, on all cores (make test TESTS=tests/parsers/test_grid.py: these)          make lint    style
# make fuzz    20,000 spoiled files read, of which only typed errors may come out (an hour)
# make bench   speed              make corpus  score on the reviewed corpus beside this folder, where there is one
# make rivals  speed beside OCRmyPDF and img2table, in an environment of their own (needs ghostscript and unpaper: apt)
# make grades  accuracy on drawn sheets by grade of scan (an hour; python -m bench grades --help for less)
# make browser  the review page used, and the diagrams drawn by bpmn-js and Mermaid (needs npm and Chromium)
# make lock    renew requirements.lock (needs uv)

BIN := .venv/bin
CORPUS := ../shared
SAMPLES = $(sort $(foreach kind,pdf jpg png tif,$(wildcard samples/sheets/*.$(kind))))

.PHONY: setup demo test lint fuzz bench rivals grades corpus browser lock clean
.DEFAULT_GOAL := demo

setup:
	@sh setup.sh

demo: setup
	@$(BIN)/sopscan batch $(SAMPLES) --output build/demo --fresh || test $$? -eq 4
	@$(BIN)/sopscan report build/demo --limit 0
	@echo && echo "== Satu lembar: sopscan report build/demo --document 2-waktu =="
	@$(BIN)/sopscan report build/demo --document 2-waktu
	@echo && $(BIN)/sopscan export build/demo --to html -o build/tinjau.html
	@cat samples/berikutnya.txt

test: setup
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(TESTS)

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

fuzz: setup
	@nice -n 19 $(BIN)/python -m tests.fuzz

bench: setup
	@$(BIN)/python -m bench

rivals: setup
	@test -x build/rivals/bin/python || $(BIN)/python -m venv build/rivals
	@build/rivals/bin/pip install --quiet --disable-pip-version-check "img2table>=1.4" "ocrmypdf>=16.10"
	@$(BIN)/python -m bench rivals --rivals build/rivals/bin/python

grades: setup
	@$(BIN)/python -m bench grades

corpus: setup
	@if [ -f $(CORPUS)/tools/score.py ]; then \
	    $(BIN)/python $(CORPUS)/tools/score.py run $(CORPUS)/corpus/truth $(CORPUS)/corpus/files build/corpus $(BIN)/sopscan extract; \
	else echo "make corpus: there is no corpus in $(CORPUS)"; fi

# npm knows only its own authorities, not those the system trusts (an office's proxy), and would try for twenty minutes.
browser: export NODE_EXTRA_CA_CERTS ?= /etc/ssl/certs/ca-certificates.crt
browser: setup
	@command -v npm >/dev/null || { echo "make browser: npm is missing (apt: npm)" >&2; exit 1; }
	@mkdir -p build/browser && cp tests/browser/package.json build/browser/
	@npm install --prefix build/browser --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 || \
	    { echo "make browser: npm could not fetch its packages; certificates of your network go in NODE_EXTRA_CA_CERTS" >&2; exit 1; }
	@$(BIN)/python -m pytest -rs tests/exports/test_browser.py tests/review/test_page_browser.py

lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --quiet --output-file requirements.lock

clean:
	rm -rf build
