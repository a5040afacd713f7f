"""A cohort of a country's size on one machine: make bench-scale."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.cohort import fill
from benchmarks.courses import ASSESSMENT, environment, made_course
from benchmarks.watch import watch

SIZES = (350, 3_500, 35_000)
"""The last is England's child and family workforce, roughly."""


def main() -> None:
    """Mark cohorts of growing size, and print time, memory and growth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    options.add_argument("--folder", type=Path, help="Where to work; about 2 GB for 35,000.")
    given = options.parse_args()
    before: float | None = None
    for size in given.sizes:
        folder = Path(tempfile.mkdtemp(dir=given.folder))
        try:
            before = _one(folder, size, before)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _one(folder: Path, size: int, before: float | None) -> float:
    course = made_course(folder / "course")
    fill(course, ASSESSMENT, size, notebooks=False)
    marked = watch(["mp_exercises", "mark", str(course.root), ASSESSMENT], folder, environment())
    again = watch(["mp_exercises", "mark", str(course.root), ASSESSMENT], folder, environment())
    pages = watch(["mp_exercises", "feedback", str(course.root), ASSESSMENT], folder, environment())
    growth = "" if before is None else f", {marked.seconds / before:.1f} times the size before"
    print(
        f"{size:>6} submissions: marked in {marked.seconds:.1f} s "
        f"({marked.seconds / size * 1000:.2f} ms each{growth}), peak {marked.peak:.0f} MiB; "
        f"looked at again in {again.seconds:.1f} s; "
        f"feedback in {pages.seconds:.1f} s, peak {pages.peak:.0f} MiB",
        flush=True,
    )
    return marked.seconds


if __name__ == "__main__":
    main()
