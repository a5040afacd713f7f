"""What a member may see and do: every answer of the server comes from here, and so does every refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...answers import Line, RecordError
from ..campaign import CALIBRATION, Criterion, Stage
from ..folder import Folder
from ..records import (
    Book,
    Score,
    Sheet,
    change_line,
    clean,
    lock_line,
    read_book,
    settled_line,
    sheet_line,
    unfinished,
)
from ..seen import Difference, complete, differences, shared, units_of
from ..wording import say


class NotYours(LookupError):
    """A station, candidate or page that this member has nothing to do with."""


class NotYet(RuntimeError):
    """A page that is closed until everybody has locked."""


@dataclass(frozen=True)
class Unit:
    """A candidate or recording in a member's list.

    Attributes
    ----------
    state
        ``open``, ``begun`` or ``locked``.
    locked, of
        How many of those who score it have locked.
    talk
        Whether sheets are shared, and there is something to look at.
    waits
        How many differences have no reason yet; 0 until sheets are shared.
    """

    id: str
    name: str
    state: str
    locked: int
    of: int
    talk: bool
    waits: int


@dataclass(frozen=True)
class Row:
    """A station with its units."""

    station: str
    name: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Field:
    """One quality on a sheet."""

    criterion: Criterion
    score: Score | None
    bare: bool


@dataclass(frozen=True)
class Given:
    """What one member gave, on the page that is shared."""

    member: str
    who: str
    score: Score


@dataclass(frozen=True)
class Talk:
    """One quality of a shared unit."""

    criterion: Criterion
    given: tuple[Given, ...]
    difference: Difference | None
    own: Score | None


class Desk:
    """One campaign on the day.

    Parameters
    ----------
    folder
        The campaign; records are read anew for each answer, since others write to them too.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    @property
    def stations(self) -> list[Stage]:
        """The stations of the day, the recordings first where there are some."""
        campaign = self.folder.campaign
        found = list(campaign.stations.values())
        if campaign.recordings:
            words = say("day.calibration")
            found.insert(0, campaign.station(CALIBRATION).model_copy(update={"name": words}))
        return found

    def is_chair(self, member: str) -> bool:
        """Return whether a member chairs."""
        return self.folder.campaign.member[member].chair

    def rows(self, member: str) -> list[Row]:
        """Return what a member scores, station by station."""
        book = read_book(self.folder)
        made = []
        for stage in self.stations:
            units = [
                self._unit(book, stage.id, unit, member)
                for unit in units_of(self.folder, stage.id)
                if member in self.folder.campaign.assessors(stage.id, unit)
            ]
            if units:
                made.append(Row(stage.id, stage.name, tuple(units)))
        return made

    def progress(self, member: str) -> list[Row]:
        """Return how far everybody is, for the chair: locks and open differences, and no number.

        Raises
        ------
        NotYours
            If the member does not chair.
        """
        if not self.is_chair(member):
            raise NotYours(say("day.not_yours"))
        book = read_book(self.folder)
        return [
            Row(
                stage.id,
                stage.name,
                tuple(self._unit(book, stage.id, unit, member) for unit in units_of(self.folder, stage.id)),
            )
            for stage in self.stations
        ]

    def stage(self, member: str, station: str, unit: str) -> Stage:
        """Return a station at which a member scores a unit.

        Raises
        ------
        NotYours
            If there is none, or they do not.
        """
        known = {stage.id: stage for stage in self.stations}
        if station not in known or unit not in units_of(self.folder, station):
            raise NotYours(say("day.not_yours"))
        if member not in self.folder.campaign.assessors(station, unit):
            raise NotYours(say("day.not_yours"))
        return known[station]

    def sheet(self, member: str, station: str, unit: str) -> tuple[tuple[Field, ...], Sheet]:
        """Return a member's own sheet."""
        stage = self.stage(member, station, unit)
        sheet = read_book(self.folder).sheet(station, unit, member)
        fields = tuple(
            Field(self.folder.campaign.criterion[name], sheet.scores.get(name), stage.kind == "paper")
            for name in stage.scores
        )
        return fields, sheet

    def save(self, member: str, station: str, unit: str, form: Mapping[str, str]) -> Sheet:
        """Record a member's sheet, and return it only when the disk has it.

        Raises
        ------
        RecordError
            If it is locked, a number is none, or it cannot be written.
        """
        stage = self.stage(member, station, unit)
        sheet = read_book(self.folder).sheet(station, unit, member)
        if sheet.locked:
            raise RecordError(say("day.locked_already"))
        scores = {name: score for name in stage.scores if (score := _score(name, form)) is not None}
        if scores != sheet.scores:
            self._append(member, sheet_line(self.folder.campaign, station, unit, scores))
        return Sheet(scores)

    def lock(self, member: str, station: str, unit: str, form: Mapping[str, str]) -> None:
        """Record a member's sheet and lock it.

        Raises
        ------
        RecordError
            If something is missing on it.
        """
        sheet = self.save(member, station, unit, form)
        lacking = unfinished(self.folder.campaign, station, sheet)
        if lacking:
            raise RecordError(say("day.lacking", names=", ".join(lacking)))
        if form.get("alone") != "yes":
            raise RecordError(say("day.say_alone"))
        self._append(member, lock_line(self.folder.campaign, station, unit, sheet))

    def talk(self, member: str, station: str, unit: str) -> tuple[Talk, ...]:
        """Return everybody's sheets of a unit, once all have locked.

        Raises
        ------
        NotYours
            If the member neither scores it nor chairs.
        NotYet
            If somebody has not locked.
        """
        book = self._shared(member, station, unit)
        campaign = self.folder.campaign
        apart = {one.criterion: one for one in differences(self.folder, book, station, unit)}
        made = []
        for name in campaign.station(station).scores:
            given = tuple(
                Given(each, campaign.member[each].who, score)
                for each in campaign.assessors(station, unit)
                if (score := book.sheet(station, unit, each).scores.get(name)) is not None
            )
            own = next((one.score for one in given if one.member == member), None)
            made.append(Talk(campaign.criterion[name], given, apart.get(name), own))
        return tuple(made)

    def settle(self, member: str, station: str, unit: str, criterion: str, why: str) -> None:
        """Keep why a difference stands, or how it was settled.

        Raises
        ------
        RecordError
            If no reason is given, or there is no such difference.
        """
        book = self._shared(member, station, unit)
        if criterion not in {one.criterion for one in differences(self.folder, book, station, unit)}:
            raise RecordError(say("day.no_difference"))
        self._append(member, settled_line(self.folder.campaign, station, unit, criterion, why))

    def change(self, member: str, station: str, unit: str, criterion: str, point: str, why: str) -> None:
        """Change a member's own number, with the line that changed their mind.

        Raises
        ------
        RecordError
            If no reason is given, or the number is none.
        """
        self.stage(member, station, unit)
        book = self._shared(member, station, unit)
        own = book.sheet(station, unit, member).scores.get(criterion)
        if own is None or own.point is None:
            raise RecordError(say("day.no_number"))
        number = int(point) if point in "12345" and len(point) == 1 else 0
        self._append(member, change_line(self.folder.campaign, station, unit, criterion, number, why))

    def unit_name(self, station: str, unit: str) -> str:
        """Return what a unit is called: a candidate's number, or a recording's name."""
        if station == CALIBRATION:
            return next(one.name for one in self.folder.campaign.recordings if one.id == unit)
        number, _, run = unit.partition("-")
        return say("day.again", number=number) if run else say("day.candidate", number=number)

    def _shared(self, member: str, station: str, unit: str) -> Book:
        """Return the records, if this member may see this unit's sheets now."""
        if not self.is_chair(member):
            self.stage(member, station, unit)
        elif station not in {stage.id for stage in self.stations} or unit not in units_of(
            self.folder, station
        ):
            raise NotYours(say("day.not_yours"))
        book = read_book(self.folder)
        if not shared(self.folder, book, station, unit):
            raise NotYet(say("day.not_yet"))
        return book

    def _unit(self, book: Book, station: str, unit: str, member: str) -> Unit:
        assessors = self.folder.campaign.assessors(station, unit)
        own = book.sheet(station, unit, member)
        state = "locked" if own.locked else "begun" if own.scores else "open"
        seen = shared(self.folder, book, station, unit)
        open_now = [one for one in differences(self.folder, book, station, unit) if not one.reason]
        return Unit(
            unit,
            self.unit_name(station, unit),
            state,
            len(book.locked_by(station, unit) & set(assessors)),
            len(assessors),
            seen,
            len(open_now) if seen and complete(self.folder, book, station, unit) else 0,
        )

    def _append(self, member: str, line: Line) -> None:
        self.folder.record(member).append(line)


def _score(name: str, form: Mapping[str, str]) -> Score | None:
    """Return one quality of a form; None where nothing of it was filled in.

    Words without a number are kept as a quality that is begun.
    """
    given = form.get(f"point-{name}", "")
    lines = tuple(filter(None, (clean(form.get(f"{part}-{name}", "")) for part in ("first", "second"))))
    higher = clean(form.get(f"higher-{name}", ""))
    if given == "" and not lines and not higher:
        return None
    if given in ("", "unseen"):
        return Score(None, lines, higher, begun=given == "")
    if given not in ("1", "2", "3", "4", "5"):
        raise RecordError(say("day.no_point"))
    return Score(int(given), lines, higher)
