"""What a member may see and do: every answer of the server comes from here, and so does every refusal."""

from __future__ import annotations

from collections.abc import Mapping

from ...answers import Line, RecordError
from ..campaign import CALIBRATION, Stage
from ..folder import Folder
from ..records import (
    Book,
    Sheet,
    change_line,
    lock_line,
    read_book,
    settled_line,
    sheet_line,
    unfinished,
)
from ..seen import complete, differences, shared, units_of
from ..wording import say
from .forms import score_of
from .standing import Standing
from .views import Field, Given, Row, Talk, Unit


class NotYours(LookupError):
    """A station, candidate or page that this member has nothing to do with."""


class NotYet(RuntimeError):
    """A page that is closed until everybody has locked."""


class Desk:
    """One campaign on the day.

    Parameters
    ----------
    folder
        The campaign as the day begins; ``standing`` has it as it stands since. Records are read anew for
        each answer, since others write to them too.
    """

    def __init__(self, folder: Folder) -> None:
        self.standing = Standing(folder)

    @property
    def folder(self) -> Folder:
        """The campaign as it stands."""
        return self.standing.folder

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
        scores = {name: score for name in stage.scores if (score := score_of(name, form)) is not None}
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
        self._append(member, self.locking(sheet, station, unit, alone=form.get("alone") == "yes"))

    def locking(self, sheet: Sheet, station: str, unit: str, *, alone: bool) -> Line:
        """Return the line that locks a sheet.

        Raises
        ------
        RecordError
            If something is missing on it, or nobody says that it was scored alone.
        """
        lacking = unfinished(self.folder.campaign, station, sheet)
        if lacking:
            raise RecordError(say("day.lacking", names=", ".join(lacking)))
        if not alone:
            raise RecordError(say("day.say_alone"))
        return lock_line(self.folder.campaign, station, unit, sheet)

    def talk(self, member: str, station: str, unit: str) -> tuple[Talk, ...]:
        """Return everybody's sheets of a unit, once all have locked.

        Raises
        ------
        NotYours
            If the member neither scores it nor chairs.
        NotYet
            If somebody has not locked.
        """
        book = read_book(self.folder)
        self.opened(book, member, station, unit)
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
        """Keep why a difference stands, or how it was settled; as ``settling`` has it."""
        book = read_book(self.folder)
        self._append(member, self.settling(book, member, station, unit, criterion, why))

    def change(self, member: str, station: str, unit: str, criterion: str, point: str, why: str) -> None:
        """Change a member's own number, with the line that changed their mind; as ``changing`` has it."""
        book = read_book(self.folder)
        self._append(member, self.changing(book, member, station, unit, criterion, point, why))

    def settling(self, book: Book, member: str, station: str, unit: str, criterion: str, why: str) -> Line:
        """Return the line that keeps the reason of a difference.

        Raises
        ------
        RecordError
            If no reason is given, or there is no such difference.
        """
        self.opened(book, member, station, unit)
        if criterion not in {one.criterion for one in differences(self.folder, book, station, unit)}:
            raise RecordError(say("day.no_difference"))
        return settled_line(self.folder.campaign, station, unit, criterion, why)

    def changing(
        self, book: Book, member: str, station: str, unit: str, criterion: str, point: str, why: str
    ) -> Line:
        """Return the line by which a member changes a number of their own.

        Raises
        ------
        RecordError
            If no reason is given, or the number is none.
        """
        self.stage(member, station, unit)
        self.opened(book, member, station, unit)
        own = book.sheet(station, unit, member).scores.get(criterion)
        if own is None or own.point is None:
            raise RecordError(say("day.no_number"))
        number = int(point) if point in "12345" and len(point) == 1 else 0
        return change_line(self.folder.campaign, station, unit, criterion, number, why)

    def unit_name(self, station: str, unit: str) -> str:
        """Return what a unit is called: a candidate's number, or a recording's name."""
        if station == CALIBRATION:
            return next(one.name for one in self.folder.campaign.recordings if one.id == unit)
        number, _, run = unit.partition("-")
        return say("day.again", number=number) if run else say("day.candidate", number=number)

    def opened(self, book: Book, member: str, station: str, unit: str) -> None:
        """Pass where this member may see this unit's sheets now.

        Raises
        ------
        NotYours
            If they neither score it nor chair.
        NotYet
            If somebody has not locked.
        """
        if not self.is_chair(member):
            self.stage(member, station, unit)
        elif station not in {stage.id for stage in self.stations} or unit not in units_of(
            self.folder, station
        ):
            raise NotYours(say("day.not_yours"))
        if not shared(self.folder, book, station, unit):
            raise NotYet(say("day.not_yet"))

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
