"""What an assessment can say, and what it only touches on: told before anybody sits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from string import Template

import yaml

from ..exercise import framework
from ..marking.decision import rules
from .folder import TEMPLATES


def scope(blueprint: Mapping[str, int]) -> str:
    """Return in a sentence or two which competencies a blueprint asks about often enough to be judged.

    Parameters
    ----------
    blueprint
        How many items give evidence for each competency.
    """
    least = rules().least_items
    judged = [name for name, items in blueprint.items() if items >= least]
    touched = [name for name, items in blueprint.items() if items < least]
    if framework().by_id.keys() <= set(judged):
        return _words()["every"]
    told = [_say("judged", judged=_named(judged))] if judged else []
    told += [_say("touched", touched=_named(touched))] if touched else []
    return " ".join(told)


def _named(competencies: Sequence[str]) -> str:
    """Return names in a row, as they stand within a sentence."""
    names = [framework().by_id[each].name for each in competencies]
    *first, last = [name[0].lower() + name[1:] for name in names]
    return f"{', '.join(first)}{_words()['and']}{last}" if first else last


def _say(key: str, **values: str) -> str:
    return Template(_words()[key]).substitute(values)


@cache
def _words() -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((TEMPLATES / "scope.yaml").read_text(encoding="utf-8"))
    return found
