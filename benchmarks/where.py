"""Where the time of a command goes that does next to nothing: how long it takes to load, by library."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
NAMES = {
    "sqlalchemy": "SQLAlchemy",
    "pydantic": "Pydantic",
    "pydantic_core": "Pydantic",
    "annotated_types": "Pydantic",
    "mp_exercises": "our own modules and models",
    "jinja2": "Jinja",
    "markupsafe": "Jinja",
    "yaml": "PyYAML",
    "click": "Click",
    "traitlets": "Traitlets",
    "filelock": "filelock",
}
OTHER = "Python's own modules and the rest"


def loading(words: list[str], folder: Path, environment: dict[str, str]) -> str:
    """Run a Python module's command in one process, and say what it loaded and for how long.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")
    found: Counter[str] = Counter()
    for micro, module in _LINE.findall(done.stderr):
        found[NAMES.get(module.partition(".")[0], OTHER)] += int(micro)
    parts = ", ".join(f"{name} {micro / 1000:.0f}" for name, micro in found.most_common())
    return f"{sum(found.values()) / 1000:.0f} ms, of which {parts}"
