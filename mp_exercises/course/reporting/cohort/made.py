"""What a report was made from: versions, digests, and the rules in force."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy

from .... import __version__
from ....marking.decision import rules
from ....marking.resample import SEED
from .told import Told


def made_of(told: Told) -> Iterator[tuple[str, str]]:
    """Yield what was used, and which version of it."""
    say, basis, known = told.say, told.basis, rules()
    yield say("made.rows.programme"), __version__
    yield say("made.rows.framework"), str(basis.framework.version)
    yield say("made.rows.rules"), str(known.version)
    for digest in sorted(told.tally.markings):
        yield say("made.rows.keys"), digest
    standard = basis.standard
    yield (
        say("made.rows.standard"),
        say("made.rows.standard_none") if standard is None else say.day(standard.day),
    )
    width = "one" if known.width == 1 else "other"
    yield say("made.rows.width"), say(f"made.rows.width_said.{width}", width=f"{known.width:g}")
    yield say("made.rows.least"), str(known.least_items)
    yield say("made.rows.seed"), str(SEED)
    yield say("made.rows.numpy"), f"{np.__version__}, {scipy.__version__}"
    for section in basis.loaded.assessment.sections:
        yield say("made.rows.section", title=section.title), section.revision
