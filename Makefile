# Thin: each line calls a tool that can be called by itself. `make serve` and `make test` are all one needs.
.POSIX:
.PHONY: serve workshop dashboard test book pdf epub wheel carry check lint content frontend bench-marking bench-measures bench-scale bench-search bench-workshop bench-flood clean

PY = .venv/bin/python
ARGS =
# Processes of a test run. Browsers, kernels and servers are waited for about a third of the time, so that three
# keep two cores busy.
WORKERS = 3
# What is spelt as Britain spells.
PROSE = book mp_exercises/catalogue mp_exercises/instruments/forms mp_exercises/framework.yaml mp_exercises/handbook/words.yaml course changelog.d \
	README.md CONTRIBUTING.md

# The handbook and the exercises at one address. For example: make serve ARGS="--port 9000"
serve: .venv/serve.stamp
	@exec $(PY) -m mp_exercises serve --records .records $(ARGS)

# A workshop's control room, and its rooms for phones. For example: make workshop ARGS="--ip 0.0.0.0"
workshop: .venv/workshop.stamp
	@exec $(PY) -m mp_exercises workshop $(ARGS)

# A team's own tables, looked at in a browser on this machine alone. For example: make dashboard ARGS="--open"
dashboard: .venv/workshop.stamp
	@exec $(PY) -m mp_exercises measure dashboard $(ARGS)

# Everything that CI runs, browser tests included. For example: make test ARGS="tests/serve -x"
test: .venv/test.stamp frontend/node_modules/.stamp lint content
	@scripts/need chromium
	@scripts/need java
	@scripts/need epubcheck
	@scripts/need postgres
	@echo "The player: types, tests, and whether its bundle is fresh …"
	@cd frontend && npm run --silent typecheck && npm run --silent test && npm run --silent check
	@echo "The tests …"
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

# The handbook and its parts on paper.
pdf: .venv/serve.stamp
	@scripts/need chromium
	@$(PY) -m mp_exercises book pdf --out build/pdf $(ARGS)

# The handbook for e-readers.
epub: .venv/serve.stamp
	@$(PY) -m mp_exercises book epub --out build/epub $(ARGS)

# One file to carry: the package with the built handbook in it, in dist/.
wheel: .venv/serve.stamp
	@$(PY) -m mp_exercises book build
	@MP_WHEEL_BOOK="$(CURDIR)/_build/_build/html" $(PY) -m pip wheel --quiet --no-deps --wheel-dir dist .
	@ls dist/*.whl

# One file that installs all of it with no network, on computers like this one, in dist/.
carry: wheel
	@echo "Collecting every wheel that it needs: a minute or two …"
	@$(PY) scripts/carry/pack.py "$$(ls -t dist/mp_exercises-*.whl | head -n 1)" dist

# The handbook's pages alone.
book: .venv/serve.stamp
	@$(PY) -m mp_exercises book build

check: .venv/test.stamp lint content

lint: .venv/test.stamp
	@echo "Style, types and spelling …"
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --no-error-summary
	@$(PY) -m codespell_lib -D - -D book/american.txt $(PROSE)

content: .venv/test.stamp
	@echo "Schemas, exercises, pages and cross references …"
	@$(PY) -m mp_exercises schema --check
	@$(PY) -m mp_exercises check

# The player's bundle, which is committed.
frontend: frontend/node_modules/.stamp
	@cd frontend && npm run --silent build

.venv/serve.stamp: pyproject.toml constraints.txt
	@scripts/install serve

.venv/workshop.stamp: pyproject.toml constraints.txt
	@scripts/install workshop

.venv/test.stamp: pyproject.toml constraints.txt
	@scripts/install test

frontend/node_modules/.stamp: frontend/package.json frontend/package-lock.json
	@scripts/need node
	@echo "Installing what the player's build needs …"
	@cd frontend && npm ci --silent
	@touch frontend/node_modules/.stamp

clean:
	rm -rf .venv _build frontend/node_modules .mypy_cache .ruff_cache .pytest_cache

# Each headline figure beside its peer, in one run. They take minutes and are no part of `make test`.
bench-marking: .venv/test.stamp
	@$(PY) -m benchmarks.marking $(ARGS)

# Every measure, and every look of the dashboard, on 100,000 rows. It ends with 1 where one takes a second.
bench-measures: .venv/test.stamp
	@$(PY) -m benchmarks.measures $(ARGS)

bench-search: .venv/test.stamp frontend/node_modules/.stamp
	@$(PY) -m benchmarks.search $(ARGS)

bench-scale: .venv/test.stamp
	@$(PY) -m benchmarks.scale $(ARGS)

bench-book: .venv/test.stamp frontend/node_modules/.stamp
	@scripts/need chromium
	@$(PY) -m benchmarks.book $(ARGS)

# Stock Voila and a workshop's server, with crowds of 30 to 3,000 phones. It ends with 1 where a bar is missed.
bench-workshop: .venv/test.stamp
	@$(PY) -m benchmarks.workshop $(ARGS)

# One machine that wants to fill a room, and the people who belong in it.
bench-flood: .venv/test.stamp
	@$(PY) -m benchmarks.workshop_flood $(ARGS)
