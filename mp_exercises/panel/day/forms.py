"""What came in a form or as JSON, bounded, and read as scores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tornado.httputil import HTTPServerRequest

from ...answers import Line, RecordError
from ..campaign import POINTS
from ..records import Score, clean
from ..wording import say

MOST_FIELDS = 120
MOST_SIGNS = 4000
MOST_LINES = 50
"""Lines of one request; a tablet sends no more at once."""

UNSEEN = "unseen"


def fields_of(request: HTTPServerRequest) -> dict[str, str]:
    """Return the fields of a form that was sent; what is no text in UTF-8 is left out."""
    found: dict[str, str] = {}
    for name, values in list(request.body_arguments.items())[:MOST_FIELDS]:
        try:
            found[name] = values[-1].decode()[:MOST_SIGNS]
        except (UnicodeDecodeError, IndexError):
            continue
    return found


def lines_of(request: HTTPServerRequest) -> list[Line]:
    """Return the lines that a tablet sends.

    Raises
    ------
    RecordError
        If it is something else, or more than a request may hold.
    """
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise RecordError(say("day.no_lines")) from error
    given = data.get("lines") if isinstance(data, dict) else None
    if not isinstance(given, list) or not 0 < len(given) <= MOST_LINES:
        raise RecordError(say("day.no_lines"))
    return [Line.of(one) for one in given]


def score_of(name: str, form: Mapping[str, str]) -> Score | None:
    """Return one quality of a form; None where nothing of it was filled in.

    Words without a number are kept as a quality that is begun.

    Raises
    ------
    RecordError
        If the number is none.
    """
    point = form.get(f"point-{name}", "")
    return _score(
        point, [form.get(f"{part}-{name}", "") for part in ("first", "second")], form.get(f"higher-{name}")
    )


def score_from(data: object) -> Score | None:
    """Return one quality as a tablet sends it: ``point`` is 1 to 5, ``unseen`` or nothing yet.

    Raises
    ------
    RecordError
        If it has another shape, or the number is none.
    """
    if not isinstance(data, dict) or not isinstance(data.get("lines"), list):
        raise RecordError(say("day.no_lines"))
    point: Any = data.get("point")
    if isinstance(point, bool) or not (point is None or isinstance(point, int | str)):
        raise RecordError(say("day.no_point"))
    return _score("" if point is None else str(point), data["lines"][:2], data.get("higher"))


def _score(point: str, said: list[Any], higher: object) -> Score | None:
    lines = tuple(filter(None, (clean(line) for line in said)))
    more = clean(higher)
    if point == "" and not lines and not more:
        return None
    if point in ("", UNSEEN):
        return Score(None, lines, more, begun=point == "")
    if point not in map(str, POINTS):
        raise RecordError(say("day.no_point"))
    return Score(int(point), lines, more)
