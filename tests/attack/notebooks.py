"""What a trainee can put into the notebook that they hand in, to gain marks, read keys, or do harm."""

import json

import nbformat

from tests.course.trainees import SLUG

FIND = "import pathlib\nhere = pathlib.Path.cwd()\n"
COURSE = "course = next(p for p in here.parents if (p / 'gradebook.db').exists())\n"
CANARY = FIND + COURSE + "(course.parent / 'outside').mkdir(exist_ok=True)\n"
"""Every attack that runs leaves a folder outside the course, by which one can tell."""

STEAL = (
    CANARY
    + f"""
text = (course / "keys" / "{SLUG}.marking.json").read_text(encoding="utf-8")
print(text[text.index('"rationale"') :][:400])
"""
)
SPY = CANARY + f"print((here / '{SLUG}.ipynb').read_text(encoding='utf-8'))\n"
REWRITE = (
    CANARY
    + """
import sqlite3
gradebook = sqlite3.connect(course / "gradebook.db")
gradebook.execute("update grade set manual_score = 0.125")
gradebook.commit()
gradebook.close()
"""
)
TRANSFORM = (
    CANARY
    + """
from IPython import get_ipython
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass"])
"""
)
PATCH = (
    CANARY + "import mp_exercises.course.cell as cell\ncell.points = lambda assessment, section, most: most\n"
)
EQUAL = (
    CANARY
    + """
class Right(float):
    def __eq__(self, other): return True
    def __gt__(self, other): return False
    def __lt__(self, other): return False
    __hash__ = None
import builtins
builtins.min = lambda *values: Right(1e9)
"""
)
SILENCE = (
    CANARY
    + """
from IPython import get_ipython
get_ipython().showtraceback = lambda *parts, **names: None
get_ipython()._showtraceback = lambda *parts: None
"""
)
EXIT = CANARY + "import os\nos._exit(0)\n"
FOREVER = CANARY + "import time\nwhile True: time.sleep(1)\n"
FILL = CANARY + "print('x' * 10_000_000)\n"


def _first(notebook, source):
    """Put a cell before all others."""
    notebook.cells.insert(0, nbformat.v4.new_code_cell(source))


def _code(source):
    return lambda notebook: _first(notebook, source)


def _graded(notebook):
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def forge_outputs(notebook):
    """Write outputs into the cells that give marks, as if they had been run."""
    for cell in _graded(notebook):
        points = cell.metadata.nbgrader.points
        cell.outputs = [
            nbformat.v4.new_output("execute_result", {"text/plain": repr(points)}, execution_count=1)
        ]


def raise_points(notebook):
    """Make every cell worth a thousand points."""
    for cell in _graded(notebook):
        cell.metadata.nbgrader.points = 1000


def flip_flags(notebook):
    """Say that cells that give marks are the trainee's own."""
    for cell in _graded(notebook):
        cell.metadata.nbgrader.update(grade=False, solution=True, locked=False)


def add_metadata(notebook):
    """Add what nbgrader's schema does not know."""
    for cell in _graded(notebook):
        cell.metadata.nbgrader.score = 10


def drop_metadata(notebook):
    """Take nbgrader's metadata away."""
    for cell in notebook.cells:
        cell.metadata.pop("nbgrader", None)


def drop_cells(notebook):
    """Hand in a notebook with no cell at all."""
    notebook.cells = []


def double_cells(notebook):
    """Hand in every cell twice, under the same name."""
    notebook.cells = [*notebook.cells, *[cell.copy() for cell in notebook.cells]]


def other_kernel(notebook):
    """Ask for another kernel than Python's."""
    notebook.metadata.kernelspec = {"name": "../../../outside/kernel", "display_name": "x", "language": "sh"}
    _first(notebook, "touch ../../../../outside")


def more_points(notebook):
    """Add a cell of one's own that gives marks."""
    cell = nbformat.v4.new_code_cell("1000.0")
    cell.metadata.nbgrader = {
        "schema_version": 3,
        "grade_id": "mine",
        "grade": True,
        "solution": False,
        "locked": False,
        "task": False,
        "points": 1000,
    }
    notebook.cells.append(cell)


CODE = {
    "steal": _code(STEAL),
    "spy": _code(SPY),
    "rewrite": _code(REWRITE),
    "transform": _code(TRANSFORM),
    "patch": _code(PATCH),
    "equal": _code(EQUAL),
    "silence": _code(SILENCE),
    "exit": _code(EXIT),
    "forever": _code(FOREVER),
    "flood": _code(FILL),
}
"""Attacks that need their code to run."""

SHAPE = {
    "forge": forge_outputs,
    "raise": raise_points,
    "flip": flip_flags,
    "metadata": add_metadata,
    "stripped": drop_metadata,
    "empty": drop_cells,
    "twice": double_cells,
    "kernel": other_kernel,
    "more": more_points,
}
"""Attacks by what a notebook says of itself."""

NO_NOTEBOOK = {
    "broken": lambda: b'{"cells": [',
    "zeros": lambda: bytes(1000),
    "deep": lambda: b"[" * 100_000,
    "deeper": lambda: b'{"cells": [], "metadata": ' + b'{"a": ' * 50_000 + b"1" + b"}" * 50_000 + b"}",
    "huge": lambda: json.dumps(
        {
            "cells": [{"cell_type": "markdown", "metadata": {}, "source": "x" * 100_000_000}],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 4,
        }
    ).encode(),
    "nan": lambda: b'{"cells": NaN, "metadata": Infinity, "nbformat": 1e999, "nbformat_minor": -1}',
    "old": lambda: b'{"worksheets": [], "metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}',
    "surrogate": lambda: b'{"cells": [], "metadata": {"a": "\\ud800"}, "nbformat": 4, "nbformat_minor": 4}',
}
"""Files that only bear a notebook's name."""


def hand_in(course, trainee, attack):
    """Let a trainee hand in the released notebook, changed."""
    file = course.submitted(trainee, SLUG) / f"{SLUG}.ipynb"
    notebook = nbformat.read(file, as_version=4)
    attack(notebook)
    file.write_text(json.dumps(notebook), encoding="utf-8")
