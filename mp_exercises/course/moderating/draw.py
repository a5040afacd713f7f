"""Drawing a sample of written answers for a blind second mark."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine

from ..folder import Course, CourseError
from ..gradebook.cells import cells_of
from ..judging import judge_of
from ..results import results
from .draws import Draw, Drawn, drawn, draws, name_given, now, reason_given, save_draw, seconds
from .sample import Candidate, Size, code_numbers, left_out, sample, stratum_of
from .wording import names_left
from .written import (
    Found,
    Items,
    blank_items,
    called,
    cell_of,
    marks_now,
    text_for,
    written_answers,
    written_items,
)

MOST_SEED = 2**53


@dataclass(frozen=True)
class Wish:
    """What is asked of a draw.

    Attributes
    ----------
    over
        The difference in points above which two marks must be settled.
    seed
        For a draw that can be done again; by chance, if none is given.
    who
        Who draws.
    first_by
        Who gave the first marks, as nbgrader does not keep it; if none is named, those of the draw before.
    first_unknown
        That nobody can say who gave them: no first marker can then be told from a second one.
    again, why
        To draw although there is a draw, and the reason.
    """

    who: str
    size: Size = field(default_factory=Size)
    over: float = 2.0
    seed: int | None = None
    first_by: tuple[str, ...] = ()
    first_unknown: bool = False
    again: bool = False
    why: str = ""


@dataclass(frozen=True)
class Made:
    """A draw that was made.

    Attributes
    ----------
    there
        How many answers could have been drawn.
    left_out
        How many borderline answers found no place.
    blank
        How many items were left blank.
    named
        Code numbers of texts that hold a word that may be their writer's name, with the word.
    """

    draw: Draw
    rows: tuple[Drawn, ...]
    there: int
    left_out: int
    blank: int
    named: tuple[tuple[str, str], ...]


def make_draw(course: Course, engine: Engine, assessment: str, wish: Wish) -> Made:
    """Draw a sample, and record it with its seed.

    Raises
    ------
    CourseError
        If there is a draw already, an answer waits for its first mark, or what is asked cannot be.
    """
    loaded = course.load(assessment)
    cells = cells_of(engine, assessment)
    items = written_items(loaded.keyed)
    draw = _recorded(engine, assessment, wish, loaded.assessment.cut.value, items)
    judge = judge_of(loaded, results(engine, assessment, cells))
    with engine.connect() as connection:
        marks, blank = marks_now(connection, cells), blank_items(connection, assessment)
    found = written_answers(results(engine, assessment, cells), items, marks, blank, judge)
    _refuse_unready(found, assessment)
    _refuse_nameless(draw, wish)
    left = _without_second(engine, assessment, found.candidates)
    if not left:
        raise CourseError(f"every written answer of {assessment!r} has its second mark already")
    chosen = sample(left, wish.size, draw.cut, draw.seed)
    taken = {one.trainee for one in found.candidates}
    rows = _rows(_Desk(course, engine, assessment, items), draw, chosen, taken)
    save_draw(engine, assessment, draw, [row for row, _ in rows])
    return Made(
        draw=draw,
        rows=tuple(row for row, _ in rows),
        there=len(left),
        left_out=left_out(left, chosen),
        blank=found.blank,
        named=tuple((row.code, name) for row, names in rows for name in names),
    )


def _recorded(engine: Engine, assessment: str, wish: Wish, cut: float, items: Items) -> Draw:
    """Return the draw as it will be recorded, and refuse one that nobody gave a reason for."""
    if not items:
        raise CourseError(f"{assessment!r} has nothing that is answered in writing")
    least = min(item.points for item in items.values())
    if not 0 <= wish.over < least:
        raise CourseError(
            f"--over {wish.over:g} is no difference to settle; right would be from 0 to less than {least:g}, "
            "the points of an answer"
        )
    with engine.connect() as connection:
        before = draws(connection, assessment)
    if before and not wish.again:
        last = before[-1]
        raise CourseError(
            f"{assessment!r} was drawn already, on {last.at} by {last.who} with seed {last.seed}; "
            "to write its sheet again: mp moderate sheet; to draw anew: --again with --why, which is kept"
        )
    if wish.again and not before:
        raise CourseError(f"{assessment!r} has not been drawn yet; leave out --again")
    return Draw(
        number=len(before) + 1,
        at=now(),
        who=name_given(wish.who, "--by"),
        why=reason_given(wish.why) if wish.again else "",
        seed=secrets.randbelow(10**9) if wish.seed is None else wish.seed,
        over=wish.over,
        cut=cut,
        least=wish.size.least,
        share=wish.size.share if wish.size.count is None else None,
        count=wish.size.count,
        first_by=_first_by(wish, before),
    )


def _first_by(wish: Wish, before: Sequence[Draw]) -> tuple[str, ...]:
    if wish.first_unknown and wish.first_by:
        raise CourseError("--first-unknown and --first contradict each other; leave out one of them")
    if wish.first_by or wish.first_unknown or not before:
        return tuple(dict.fromkeys(name_given(name, "--first") for name in wish.first_by))
    return before[-1].first_by


def _refuse_nameless(draw: Draw, wish: Wish) -> None:
    if not (draw.first_by or wish.first_unknown):
        raise CourseError(
            "nobody said who gave the first marks, so that they could mark their own work a second time; "
            "right would be --first NAME, once for each of them; or --first-unknown, which reports then say"
        )


def _refuse_unready(found: Found, assessment: str) -> None:
    if found.waiting:
        raise CourseError(
            f"{found.waiting} written answers of {assessment!r} wait for their first mark; "
            "mark them in formgrader, then draw"
        )
    if not found.candidates:
        raise CourseError(f"{assessment!r} has no written answers with a first mark")


def _without_second(engine: Engine, assessment: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Leave out the answers whose second mark an earlier draw has brought."""
    with engine.connect() as connection:
        second = seconds(connection, assessment)
        done = {
            (row.trainee, row.section, row.item, row.record)
            for row in drawn(connection, assessment)
            if row.code in second
        }
    return [one for one in candidates if (one.trainee, one.section, one.item, one.record) not in done]


@dataclass(frozen=True)
class _Desk:
    """Where answers are."""

    course: Course
    engine: Engine
    assessment: str
    items: Items


def _rows(
    desk: _Desk, draw: Draw, chosen: list[Candidate], trainees: set[str]
) -> list[tuple[Drawn, list[str]]]:
    """Return what is recorded of each answer, and the names that its text may still hold.

    No code number is a trainee's id, so that either can be given to name an answer.
    """
    with desk.engine.connect() as connection:
        taken = {row.code for row in drawn(connection, desk.assessment)}
    known = called(desk.engine, sorted({one.trainee for one in chosen}))
    codes = code_numbers(len(chosen), taken | trainees)
    rows = []
    for code, one in zip(codes, chosen, strict=True):
        called_so = known[one.trainee]
        text = text_for(desk.course, desk.assessment, one, desk.items[one.section, one.item], called_so)
        rows.append((_drawn(code, draw, one, text), names_left(text, called_so)))
    return sorted(rows, key=lambda row: row[0].code)


def _drawn(code: str, draw: Draw, one: Candidate, text: str) -> Drawn:
    return Drawn(
        code=code,
        number=draw.number,
        trainee=one.trainee,
        cell=cell_of(one.section, one.item),
        section=one.section,
        item=one.item,
        points=one.points,
        first=one.first,
        levels=one.levels,
        stratum=stratum_of(one, draw.cut),
        borderline=one.borderline,
        record=one.record,
        text=text,
    )
