"""Checks of session plans for workshops, beyond what the model itself refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ..exercise import Fault, SourceError, read_yaml
from ..handbook.style import Style
from ..handbook.wording import uses
from ..workshop.sessions import read_session
from .exercises import review_faults


def session_faults(files: Sequence[Path], today: date, style: Style | None) -> Iterator[Fault]:
    """Yield every fault of the plans' files: of the model, of reviews, of words."""
    for file in files:
        try:
            source = read_yaml(file)
            session = read_session(source)
        except SourceError as error:
            yield from error.faults
            continue
        yield from review_faults(source, session, today)
        if style is not None:
            for path, text in session.said():
                for use in uses(text, style):
                    yield source.fault(path, use.wrong, use.entry.write)
