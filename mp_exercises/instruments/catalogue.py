"""Where instruments are found, and how one is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..exercise import Source, SourceError, read_yaml, validate
from .model import Instrument

FORMS = Path(__file__).with_name("forms")


class UnknownInstrument(LookupError):
    """No instrument has this slug; the message names those that exist."""


def instrument_from(source: Source) -> Instrument:
    """Build an instrument from a source.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    found = validate(Instrument, source)
    problems = list(found.problems())
    if problems:
        raise SourceError(sorted(source.fault(p.path, p.wrong, p.right) for p in problems))
    return found


def files(folder: Path = FORMS) -> list[Path]:
    """Return the files of instruments, by name; translations have a language in theirs."""
    return sorted(file for file in folder.glob("*.yaml") if "." not in file.stem)


def slugs() -> tuple[str, ...]:
    """Return the slugs of all instruments."""
    return tuple(file.stem for file in files())


def load_file(file: Path) -> Instrument:
    """Read one instrument's file.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    return instrument_from(read_yaml(file))


@cache
def load(slug: str) -> Instrument:
    """Return an instrument.

    Raises
    ------
    UnknownInstrument
        If there is none with this slug.
    SourceError
        If its file is faulty.
    """
    known = {file.stem: file for file in files()}
    if slug not in known:
        raise UnknownInstrument(f"there is no instrument {slug!r}; right would be one of {', '.join(known)}")
    return load_file(known[slug])
