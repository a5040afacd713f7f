"""Checks of instruments and their translations, beyond what the model itself refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ..exercise import Fault, SourceError, read_yaml
from ..exercise.base import Problem
from ..handbook.style import Style
from ..handbook.wording import uses
from ..instruments import Instrument, files, instrument_from
from ..instruments.translate import translation_files, translation_from
from .exercises import review_faults

LONGEST_GUIDE = 560
"""Words of a guide that still fit on one printed page."""


def instrument_faults(paths: Sequence[Path], today: date, style: Style | None) -> Iterator[Fault]:
    """Yield every fault of the instruments' files: of the model, of reviews, of words, of translations."""
    for file in paths:
        try:
            source = read_yaml(file)
            if "." in file.stem:
                translation_from(source)
                continue
            form = instrument_from(source)
        except SourceError as error:
            yield from error.faults
            continue
        yield from review_faults(source, form, today)
        if form.slug != file.stem:
            yield source.fault(("slug",), f"slug {form.slug!r} in {file.name}", "the file's name")
        yield from (source.fault(p.path, p.wrong, p.right) for p in _table_problems(form))
        length = guide_words(form)
        if length > LONGEST_GUIDE:
            right = f"{LONGEST_GUIDE} at most, which fit on one page"
            yield source.fault(("guide",), f"the guide has {length} words", right)
        if style is not None:
            for path, text in form.said():
                for use in uses(text, style):
                    yield source.fault(path, use.wrong, use.entry.write)


def instrument_files() -> list[Path]:
    """Return the files of all instruments and translations."""
    return [*files(), *translation_files()]


def guide_words(form: Instrument) -> int:
    """Return how many words the guide of a form has."""
    guide = form.guide
    parts = (guide.purpose, guide.use, guide.sees, guide.limits, guide.consent)
    return sum(len(text.split()) for part in parts for text in part)


def _table_problems(form: Instrument) -> Iterator[Problem]:
    # The kinds of data are read with pandas, which nobody else who checks content needs.
    from ..instruments.columns import column_problems

    yield from column_problems(form)
