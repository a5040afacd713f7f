"""What the marking cell of a notebook calls, in the kernel that nbgrader starts."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..marking import ExerciseMark, ItemMark


def points(assessment: str, section: str, most: float) -> float:
    """Return what a section of the record beside the notebook earns, and print its items.

    Parameters
    ----------
    most
        What the section can earn, as the notebook was built.

    Returns
    -------
    float
        A finite number from 0 to ``most``, which nbgrader takes as the mark. Where the key is
        missing or of another version, or the record cannot be taken, more than ``most``: nbgrader
        then refuses the submission and says so, instead of recording a mark that nobody earned.

    Notes
    -----
    nbgrader reads any word on stderr as a wrong answer, so a library's warning is not let through.
    """
    with _silent_stderr():
        from .built import Unbuilt, marked
        from .incoming import Unreadable

        try:
            found = marked(assessment, section, Path.cwd())
        except (Unbuilt, Unreadable) as error:
            print(error)
            return most + 1
    if found.most != most:
        print(f"{section}: {found.most} points by the key, {most} in this notebook; build it again")
        return most + 1
    print(earned_text(found))
    return min(found.points, most)


def earned_text(found: ExerciseMark) -> str:
    """Return what each item of a section earned, a line each."""
    return "\n".join(_line(item) for item in found.items)


def _line(item: ItemMark) -> str:
    earned = "a person marks this" if item.value is None else f"{item.value * item.points:+.2f}"
    return f"{item.item}: {earned} of {item.points:g} ({item.state})"


@contextlib.contextmanager
def _silent_stderr() -> Iterator[None]:
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield
