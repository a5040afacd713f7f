"""What members record: a sheet or one quality of it, its lock, a change, and how a difference was settled.

Each member has a record of their own, append-only and on disk before it is called saved. Who wrote a line is
known by whose record it stands in, and by nothing in the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from ..answers import Line, RecordError
from ..plain import UNSEEN
from .campaign import POINTS, Campaign
from .folder import Folder

SHEET: Final = "sheet"
SCORE: Final = "score"
"""One quality of a sheet, as a tablet saves it."""

LOCK: Final = "lock"
CHANGE: Final = "change"
SETTLED: Final = "settled"
MOST_TEXT = 600
"""Characters of a line of evidence or a reason."""

LEAST_REASON = 8

Where = tuple[str, str]
"""A station and a unit: a candidate, a second run, or a recording."""


@dataclass(frozen=True)
class Score:
    """One assessor's judgement of one quality.

    Attributes
    ----------
    point
        1 to 5; None where nothing of it was seen.
    lines
        Evidence in the candidate's words.
    higher
        What one point higher would have needed.
    first
        The point that was given first, where it was changed; ``why`` has the line that changed it.
    begun
        Whether words are written and no number is given yet; without one it was not seen.
    """

    point: int | None
    lines: tuple[str, ...] = ()
    higher: str = ""
    first: int | None = None
    why: str = ""
    begun: bool = False


@dataclass
class Sheet:
    """One member's sheet of one unit at one station."""

    scores: dict[str, Score] = field(default_factory=dict)
    locked: bool = False


@dataclass
class Book:
    """All that the members recorded.

    Attributes
    ----------
    sheets
        By station and unit, then by member.
    settled
        The reason that was kept for a difference, by station, unit and criterion.
    damaged
        How many fragments of lines were passed over, by the member whose record has them.
    reworded
        How many lines were recorded while the campaign was worded otherwise.
    """

    sheets: dict[Where, dict[str, Sheet]] = field(default_factory=dict)
    settled: dict[tuple[str, str, str], str] = field(default_factory=dict)
    damaged: Counter[str] = field(default_factory=Counter)
    reworded: int = 0

    def sheet(self, station: str, unit: str, member: str) -> Sheet:
        """Return a member's sheet; an empty one where nothing is recorded."""
        return self.sheets.get((station, unit), {}).get(member, Sheet())

    def locked_by(self, station: str, unit: str) -> set[str]:
        """Return who has locked a unit at a station."""
        return {member for member, sheet in self.sheets.get((station, unit), {}).items() if sheet.locked}


def read_book(folder: Folder) -> Book:
    """Read every member's record.

    Raises
    ------
    RecordError
        If a record is there and cannot be read.
    """
    book = Book()
    for member in folder.campaign.members:
        reading = folder.record(member.id).read()
        book.damaged[member.id] += reading.damaged
        _fill(book, folder.campaign, member.id, reading.lines)
    return book


def sheet_line(campaign: Campaign, station: str, unit: str, scores: Mapping[str, Score]) -> Line:
    """Return the line of a sheet, checked.

    Raises
    ------
    RecordError
        If a quality is not scored at this station, or a point is none.
    """
    allowed = campaign.station(station).scores
    for name, score in scores.items():
        if name not in allowed:
            raise RecordError(f"{name} is not scored at {station}; {', '.join(allowed)} are")
        _checked(score)
    answer = {
        "unit": unit,
        "scores": {name: _kept(one) for name, one in scores.items()},
    }
    return _line(campaign, station, SHEET, answer)


def score_line(campaign: Campaign, station: str, unit: str, criterion: str, score: Score | None) -> Line:
    """Return the line of one quality of a sheet, checked; without a score it is taken from the sheet.

    Raises
    ------
    RecordError
        If the quality is not scored at this station, or the point is none.
    """
    allowed = campaign.station(station).scores
    if criterion not in allowed:
        raise RecordError(f"{criterion} is not scored at {station}; {', '.join(allowed)} are")
    if score is not None:
        _checked(score)
    answer = {"unit": unit, "criterion": criterion, "score": None if score is None else _kept(score)}
    return _line(campaign, station, SCORE, answer)


def lock_line(campaign: Campaign, station: str, unit: str, sheet: Sheet) -> Line:
    """Return the line that locks a sheet.

    Raises
    ------
    RecordError
        If it is locked already, a quality has neither a number nor “not seen”, or a number has no evidence.
    """
    if sheet.locked:
        raise RecordError("this sheet is locked already")
    for criterion in unfinished(campaign, station, sheet):
        raise RecordError(f"{criterion}: a number with a line of evidence, or “not seen”")
    return _line(campaign, station, LOCK, {"unit": unit})


def unfinished(campaign: Campaign, station: str, sheet: Sheet) -> list[str]:
    """Return the names of the qualities that a sheet still lacks."""
    stage = campaign.station(station)
    bare = stage.kind == "paper"
    return [
        campaign.criterion[name].name
        for name in stage.scores
        if name not in sheet.scores
        or sheet.scores[name].begun
        or (sheet.scores[name].point is not None and not sheet.scores[name].lines and not bare)
    ]


def change_line(campaign: Campaign, station: str, unit: str, criterion: str, point: int, why: str) -> Line:
    """Return the line by which somebody changes a number of their own, with what changed their mind.

    Raises
    ------
    RecordError
        If the point is none, or no reason is given.
    """
    _checked(Score(point))
    if criterion not in campaign.station(station).scores:
        raise RecordError(f"{criterion} is not scored at {station}")
    answer = {"unit": unit, "criterion": criterion, "point": point, "why": _reason(why)}
    return _line(campaign, station, CHANGE, answer)


def settled_line(campaign: Campaign, station: str, unit: str, criterion: str, why: str) -> Line:
    """Return the line that keeps why a difference stands, or how it was settled.

    Raises
    ------
    RecordError
        If no reason is given.
    """
    if criterion not in campaign.station(station).scores:
        raise RecordError(f"{criterion} is not scored at {station}")
    answer = {"unit": unit, "criterion": criterion, "why": _reason(why)}
    return _line(campaign, station, SETTLED, answer)


def clean(text: object) -> str:
    """Return text on one line, without what cannot be seen, at its greatest length."""
    import unicodedata

    raw = text if isinstance(text, str) else ""
    seen = "".join(" " if unicodedata.category(sign) in UNSEEN else sign for sign in raw[: 4 * MOST_TEXT])
    return " ".join(seen.split())[:MOST_TEXT].strip()


def take_line(book: Book, campaign: Campaign, member: str, line: Line) -> None:
    """Put a line of a member's record into what was read.

    Raises
    ------
    RecordError, LookupError, TypeError, ValueError
        If it is no line of theirs.
    """
    answer = line.answer or {}
    station, unit = line.item, str(answer["unit"])
    if member not in campaign.assessors(station, unit) and line.kind != SETTLED:
        raise RecordError(f"{member} does not score {unit} at {station}")
    if line.kind == SETTLED:
        book.settled[station, unit, str(answer["criterion"])] = clean(answer["why"])
        return
    sheet = book.sheets.setdefault((station, unit), {}).setdefault(member, Sheet())
    if line.kind == SHEET and not sheet.locked:
        sheet.scores = _scores(campaign, station, answer["scores"])
    elif line.kind == SCORE and not sheet.locked:
        _put(sheet, campaign, station, answer)
    elif line.kind == LOCK:
        sheet.locked = True
    elif line.kind == CHANGE and sheet.locked:
        _change(sheet, answer)


def _reason(why: object) -> str:
    text = clean(why)
    if len(text) < LEAST_REASON:
        raise RecordError("the reason, in words: the line that was read, and what it is by the anchors")
    return text


def _checked(score: Score) -> None:
    if score.point is not None and (isinstance(score.point, bool) or score.point not in POINTS):
        raise RecordError("a number from 1 to 5, or “not seen”")


def _kept(score: Score) -> dict[str, Any]:
    """Return a score as a record holds it."""
    begun = {"begun": True} if score.begun else {}
    return {"point": score.point, "lines": list(score.lines), "higher": score.higher, **begun}


def _line(
    campaign: Campaign,
    station: str,
    kind: Literal["sheet", "score", "lock", "change", "settled"],
    answer: dict[str, Any],
) -> Line:
    return Line(campaign.slug, station, kind, campaign.revision, answer)


def _fill(book: Book, campaign: Campaign, member: str, lines: Iterable[Line]) -> None:
    for line in lines:
        if line.exercise != campaign.slug or line.answer is None:
            continue
        book.reworded += line.rev != campaign.revision
        try:
            take_line(book, campaign, member, line)
        except (RecordError, LookupError, TypeError, ValueError):
            book.damaged[member] += 1


def _put(sheet: Sheet, campaign: Campaign, station: str, answer: Mapping[str, Any]) -> None:
    name, given = str(answer["criterion"]), answer["score"]
    found = _scores(campaign, station, {} if given is None else {name: given})
    known = {each: one for each, one in sheet.scores.items() if each != name} | found
    # In the order of the form, as a whole sheet has them.
    sheet.scores = {each: known[each] for each in campaign.station(station).scores if each in known}


def _change(sheet: Sheet, answer: Mapping[str, Any]) -> None:
    old = sheet.scores[str(answer["criterion"])]
    first = old.point if old.first is None else old.first
    new = replace(old, point=int(answer["point"]), first=first, why=clean(answer["why"]))
    _checked(new)
    sheet.scores[str(answer["criterion"])] = new


def _scores(campaign: Campaign, station: str, given: Mapping[str, Any]) -> dict[str, Score]:
    made = {}
    for name in campaign.station(station).scores:
        if name in given:
            one = given[name]
            lines = tuple(filter(None, (clean(line) for line in one["lines"][:4])))
            made[name] = Score(one["point"], lines, clean(one["higher"]), begun=one.get("begun") is True)
            _checked(made[name])
    return made
