"""Correcting a marker's name that was mistyped, beside what was recorded."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, insert

from ...plain import shown
from ..folder import CourseError
from .draws import Draw, Second, draws, name_given, now, reason_given, refuse_undrawn, seconds
from .meanwhile import first_or_told
from .names import Correction, by_place, corrections, draw_place, is_draw, same_name
from .tables import RENAMED

_MEANWHILE = "somebody else corrected a name at the same time; nothing was written; see mp moderate status"


@dataclass(frozen=True)
class Renaming:
    """What is asked for.

    Attributes
    ----------
    who, why
        Who corrects the name, and the reason, which are kept.
    only
        Code numbers of the second marks that are meant; all that have the name, if there are none.
    """

    old: str
    new: str
    who: str
    why: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Renamed:
    """Of how many second marks, and of how many draws' first marks, the name was corrected."""

    seconds: int
    draws: int


@dataclass(frozen=True)
class Told:
    """A correction as a person made it, in however many places."""

    old: str
    new: str
    who: str
    at: str
    why: str
    done: Renamed


def renamings(found: Iterable[Correction]) -> list[Told]:
    """Return corrections, those that were made in one go as one, the first one first."""
    counts: dict[tuple[str, ...], list[int]] = {}
    for one in found:
        place = int(is_draw(one.place))
        counts.setdefault((one.at, one.who, one.why, one.old, one.new), [0, 0])[place] += 1
    return [
        Told(old, new, who, at, why, Renamed(*number)) for (at, who, why, old, new), number in counts.items()
    ]


def rename(engine: Engine, assessment: str, asked: Renaming) -> Renamed:
    """Correct a marker's name; the marks and the lines with the old name stay as they are.

    Raises
    ------
    CourseError
        If nobody of that name gave marks, one person would have given first and second marks, or somebody
        else corrected a name meanwhile.
    """
    old, new = name_given(asked.old, "--from"), name_given(asked.new, "--to")
    who, why = name_given(asked.who, "--by"), reason_given(asked.why)
    if old == new:
        raise CourseError(f"--from and --to are both {old!r}; right would be two names")
    with engine.connect() as connection:
        made, known = draws(connection, assessment), seconds(connection, assessment)
        turns = by_place(corrections(connection, assessment))
    refuse_undrawn(made, assessment)
    codes = _codes(known, old, asked.only)
    numbers = [] if asked.only else [draw.number for draw in made if old in draw.first_by]
    if not codes and not numbers:
        raise CourseError(f"nobody called {old!r} gave marks; {_on_record(made, known.values())}")
    _refuse_both(made, known, new, codes, numbers)
    places = [*codes, *map(draw_place, numbers)]
    said = {"assessment": assessment, "old": old, "new": new, "who": who, "at": now(), "why": why}
    rows = [{**said, "place": place, "turn": len(turns.get(place, ())) + 1} for place in places]
    with first_or_told(engine, _MEANWHILE) as connection:
        connection.execute(insert(RENAMED), rows)
    return Renamed(len(codes), len(numbers))


def _codes(known: dict[str, Second], old: str, only: Collection[str]) -> list[str]:
    for code in only:
        if code not in known or known[code].who != old:
            has = f"is of {known[code].who!r}" if code in known else "is not on record"
            raise CourseError(
                f"--only {shown(code, 40)}: a second mark with that number {has}; "
                f"right would be a code number that {old!r} marked"
            )
    return sorted(set(only)) or sorted(code for code, one in known.items() if one.who == old)


def _on_record(made: Iterable[Draw], known: Iterable[Second]) -> str:
    names = {one.who for one in known} | {name for draw in made for name in draw.first_by}
    if not names:
        return "no marker is on record yet"
    return f"on record are: {', '.join(repr(name) for name in sorted(names))}"


def _refuse_both(
    made: Iterable[Draw], known: dict[str, Second], new: str, codes: Collection[str], numbers: Collection[int]
) -> None:
    """Refuse a name that would then stand for first and for second marks."""
    first = bool(numbers) or any(same_name(name) == same_name(new) for draw in made for name in draw.first_by)
    second = bool(codes) or any(same_name(one.who) == same_name(new) for one in known.values())
    if first and second:
        raise CourseError(
            f"{new} would then have given first and second marks, and a second mark is another person's; "
            "if that is so, draw again with --again and have somebody else mark"
        )
