"""Sources: a file, a folder of any depth, or a zip; each gives its files in a set order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ...plain import shown
from ..folder import Course, CourseError
from .clock import of_file
from .formats import formats
from .found import Aside, Found, Refusal, place
from .limits import MOST_DEPTH, MOST_FILES
from .opening import Place, plain_chunks
from .paths import check_part
from .zips import Shelf, ToUtc, in_zip


def refuse_own(course: Course, source: Path) -> None:
    """Refuse a source that is not there, or in which the course itself lies.

    Raises
    ------
    CourseError
        Which says what would do.
    """
    if not source.exists():
        raise CourseError(f"{source} is not there; give a file, a folder or a zip")
    here, root = source.resolve(), course.root.resolve()
    private = (course.keys, course.receipts, root / "attempts")
    if root.is_relative_to(here) or any(here.is_relative_to(folder.resolve()) for folder in private):
        raise CourseError(f"{source} is of the course itself; give a folder of what trainees sent")


def files_of(shelf: Shelf, source: Path, to_utc: ToUtc) -> Iterator[Found | Aside]:
    """Yield every file of a source that is not passed over in silence.

    Notes
    -----
    Only names are read here. What a file holds is read when its turn comes.
    """
    name = shown(source.resolve().name)
    if source.is_dir():
        yield from _numbered(name, _in_folder(shelf, source, name, to_utc))
    elif formats().kind(source.name) == "zip":
        yield from in_zip(shelf, Place(source), name, (), to_utc)
    else:
        yield _plain(Place(source), name, (source.name,))


def _numbered(name: str, files: Iterator[Found | Aside]) -> Iterator[Found | Aside]:
    for number, file in enumerate(files):
        if number >= MOST_FILES:
            yield Aside(name, f"more than {MOST_FILES:,} files; right would be one folder for each group")
            return
        yield file


def _in_folder(shelf: Shelf, root: Path, source: str, to_utc: ToUtc) -> Iterator[Found | Aside]:
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        above = waiting.pop()
        try:
            with os.scandir(root.joinpath(*above)) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Aside(
                place(source, above), f"cannot be read ({error.strerror}); right would be a readable folder"
            )
            continue
        inside = []
        for entry in entries:
            parts = (*above, entry.name)
            if formats().is_ignored(entry.name):
                continue
            try:
                if _is_folder(entry, parts):
                    inside.append(parts)
                    continue
            except Refusal as error:
                yield Aside(place(source, parts), str(error))
                continue
            if formats().kind(entry.name) == "zip":
                yield from in_zip(shelf, Place(root, parts), source, parts, to_utc)
            else:
                yield _plain(Place(root, parts), source, parts)
        waiting.extend(reversed(inside))


def _is_folder(entry: os.DirEntry[str], parts: tuple[str, ...]) -> bool:
    """Whether to go into an entry; links are refused, whatever they lead to."""
    check_part(entry.name)
    if entry.is_symlink() or getattr(entry, "is_junction", bool)():
        raise Refusal("a link, which is never followed", "the file or folder itself")
    if entry.is_dir(follow_symlinks=False):
        if len(parts) >= MOST_DEPTH:
            raise Refusal(f"{len(parts)} folders deep", f"at most {MOST_DEPTH}")
        return True
    return False


def _plain(file: Place, source: str, parts: tuple[str, ...]) -> Found | Aside:
    try:
        time = of_file(file.path.lstat().st_mtime)
    except OSError as error:
        return Aside(
            place(source, parts), str(Refusal(f"cannot be read ({error.strerror})", "a readable file"))
        )
    return Found(source, parts, time, "file", partial(plain_chunks, file))
