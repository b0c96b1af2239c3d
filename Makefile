# geomap: `make` lists what can be made.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: help map test test-qgis check bench docs torture sbom audit images clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

$(BIN)/geomap: pyproject.toml hatch_build.py hatch_ground.py hatch_native.py hatch_source.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.dev: $(BIN)/geomap pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(BIN)/geomap

map: $(BIN)/geomap ## read the reports in seeds/ and draw them: outputs/map.html
	$(BIN)/geomap build seeds --out outputs
	@echo "open outputs/map.html"

test: $(VENV)/.dev ## install what the tests need (a browser too) and run them
	@sh tests/chromium.sh $(BIN)/python
	@sh tests/axe.sh
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

test-qgis: $(BIN)/geomap ## open the outputs in QGIS itself (needs python3-qgis of the system)
	$(BIN)/geomap build seeds --out outputs
	/usr/bin/python3 tests/qgis/check.py outputs outputs/qgis.png
	@echo "look at outputs/qgis.png"

check: $(VENV)/.dev ## lint, types, the one-way flow of imports, file sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict geomap
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --quiet tests/test_architecture.py

bench: $(VENV)/.dev ## speed, measured side by side; GEONAMES=SY.txt: names looked up in that file
	GEONAMES="$(GEONAMES)" $(BIN)/python benchmarks/bench.py

docs: $(VENV)/.dev ## write docs/cli.md from the commands, and the manual as a site to site/
	$(BIN)/python docs/make_cli.py docs/cli.md
	$(BIN)/mkdocs build --strict --quiet

images: $(VENV)/.dev ## photograph the demo's map into docs/images/
	$(BIN)/python docs/make_images.py

sbom: $(BIN)/geomap ## a bill of materials: dist/sbom.json
	@mkdir -p dist
	$(BIN)/python .ci/sbom.py dist/sbom.json

audit: $(VENV)/.dev ## whether what is installed fits together, and what the registry has newer
	$(BIN)/python -m pip check
	$(BIN)/python -m pip list --outdated

torture: $(VENV)/.dev ## kill it at random moments, 240 times, and look at what is left
	$(BIN)/python tests/torture/torture.py 240

clean: ## remove what was built
	rm -rf $(VENV) site outputs/*.html outputs/*.geojson outputs/*.gpkg outputs/*.csv geomap/data dist build
