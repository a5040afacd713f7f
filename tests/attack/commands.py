"""Commands in this process, which loads the libraries once, as their own entry point runs them."""

import contextlib
import io
import sys
from types import SimpleNamespace

from mp_exercises.cli import main


def mp(*words):
    """Run ``mp`` with words, and return what it did."""
    out, err, before = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["mp", *map(str, words)]
    code = 0
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv = before
    return SimpleNamespace(returncode=code or 0, stdout=out.getvalue(), stderr=err.getvalue())
