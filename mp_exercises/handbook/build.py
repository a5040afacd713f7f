"""Building the handbook's HTML: by the jupyter-book command, strictly, and only when something changed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from ..place import PACKAGE
from .digest import pages_digest, rest_digest
from .publish import publish
from .settings import KEPT

STAMP = "handbook.json"

BUILD = "_build"
PAGES = Path(BUILD) / "html"
"""Where jupyter-book puts its output, and in it the pages."""

COMMAND = "import sys; sys.modules['rfc3987_syntax'] = None; from jupyter_book.cli.main import main; main()"
"""Without a checker of addresses that compiles 39 grammars when it is imported: a second of each build."""

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_FAULT = re.compile(r"(?:WARNING|ERROR|CRITICAL|Error\b)")
_REPORTED = 40


class BuildError(RuntimeError):
    """The handbook could not be built; the message is its warnings, one a line."""


def build(root: Path, out: Path, *, report: Callable[[str], None]) -> Path:
    """Build the handbook, unless the last build in ``out`` still holds.

    Parameters
    ----------
    root
        The folder of ``_config.yml``, ``_toc.yml`` and ``book/``.
    out
        Where builds are kept.
    report
        Takes one line for each long step.

    Returns
    -------
    Path
        The folder of ``index.html``.

    Raises
    ------
    BuildError
        If there is an error or a warning.
    """
    out = out.resolve()
    html, stamp = out / PAGES, out / STAMP
    out.mkdir(parents=True, exist_ok=True)
    with FileLock(out / f"{STAMP}.lock"):
        wanted = {"pages": pages_digest(root), "rest": rest_digest(root)}
        last = _last(stamp) if (html / "index.html").is_file() else {}
        if last == wanted:
            report("The handbook is up to date.")
            return html
        # Sphinx notices changed pages, and neither removed ones nor changed code.
        whole = last.get("rest") != wanted["rest"]
        report("Building the handbook …" if whole else "Building the changed pages of the handbook …")
        _build_beside(root.resolve(), out, whole=whole)
        stamp.write_text(json.dumps(wanted), encoding="utf-8")
    return html


def _build_beside(root: Path, out: Path, *, whole: bool) -> None:
    """Build beside the last good build, which may be being read, and change them over at the end."""
    current, beside, old = out / BUILD, out / "next", out / "old"
    for left in (beside, old):
        shutil.rmtree(left, ignore_errors=True)
    if whole:
        beside.mkdir()
    else:
        shutil.copytree(current, beside / BUILD)
    try:
        _run(root, beside, out / "executed")
        publish(beside / PAGES)
        (out / STAMP).unlink(missing_ok=True)
        if current.exists():
            current.rename(old)
        (beside / BUILD).rename(current)
    finally:
        for left in (beside, old):
            shutil.rmtree(left, ignore_errors=True)


def _last(stamp: Path) -> dict[str, str]:
    try:
        found = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _run(root: Path, out: Path, kept: Path) -> None:
    arguments = [
        "build",
        str(root / "book"),
        "--config",
        str(root / "_config.yml"),
        "--toc",
        str(root / "_toc.yml"),
    ]
    arguments += ["--path-output", str(out), "-W", "-n", "--keep-going"]
    # The extension must be found also where the package runs from a checkout.
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=out,
        env={**os.environ, KEPT: str(kept), "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    faults = _faults(done.stdout)
    if done.returncode:
        raise BuildError("\n".join(["the handbook was not built:", *faults]))


def _faults(output: str) -> list[str]:
    """Return the lines that name a fault, each once, or the last lines where none does."""
    lines = [_COLOUR.sub("", line).strip() for line in output.splitlines()]
    named = [line for line in dict.fromkeys(lines) if _FAULT.search(line)]
    return (named or [line for line in lines if line][-5:])[:_REPORTED]
