# make site    set everything up, build the dossier, say where to look
# make serve   look at it while you write
# make check   is everything that it says anchored?
# make test    set up what the tests need, and run them
# Works with GNU make 3.81, which macOS brings.

PYTHON = .venv/bin/python

.PHONY: site serve check test golden picture lint lock clean

site: .venv/.site
	@$(PYTHON) build.py
	@echo "Open public/index.html in a browser, or run: make serve"

serve: .venv/.site
	@$(PYTHON) build.py serve

check: .venv/.site
	@$(PYTHON) build.py check

test: .venv/.dev
	@.ci/browser
	@.ci/java
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m mypy --no-error-summary
	@$(PYTHON) -m pytest -q -n 2 --dist worksteal

# After a change that is meant to show: rewrite what the small dossiers must become, then read the diff.
golden: .venv/.dev
	PYTHONPATH=. $(PYTHON) tests/test_site.py

picture: .venv/.dev site
	@.ci/browser
	$(PYTHON) docs/picture.py

lint: .venv/.dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy

# The locks pin every package of every platform by its hash, and name no package index.
lock: .venv/.dev
	$(PYTHON) -m pip install --quiet uv
	UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --upgrade --universal --generate-hashes \
	    --no-emit-index-url --no-annotate --python-version 3.11 requirements.in -o requirements.txt
	UV_CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/uv pip compile --upgrade --universal --generate-hashes \
	    --no-emit-index-url --no-annotate --python-version 3.11 requirements-dev.in -c requirements.txt -o requirements-dev.txt

clean:
	@if [ -f public/.dossier-output ]; then rm -rf public; fi
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find build.py dossier tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.site: requirements.txt .ci/environment
	@.ci/environment requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.site
	@.ci/environment requirements-dev.txt
	@touch $@
