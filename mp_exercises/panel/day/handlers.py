"""The pages of the day: each asks the desk, which says what this member may see."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tornado.web import HTTPError, RequestHandler

from ...answers import RecordError
from ...serve.policy import is_foreign
from ..wording import say
from .desk import Desk, NotYet, NotYours
from .forms import fields_of, lines_of
from .links import links_of, member_of, said_link
from .pages import HEADERS, embedded, plain_page, render, sheet_data, tablet_data, talk_data
from .taking import NotWritten, take

T = TypeVar("T")


@dataclass
class Day:
    """What every page of the day needs.

    Attributes
    ----------
    address
        By which tablets reach the pages, with no slash at its end.
    report
        Says something on the terminal.
    one_at_a_time
        Reading and adding to the records is one step, so that no two tablets of a member cross.
    """

    desk: Desk
    links: dict[str, str]
    address: str
    report: Callable[[str], None]
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, call: Callable[[], T]) -> T:
        """Do something with the records, beside the server's own loop."""
        async with self.one_at_a_time:
            return await asyncio.to_thread(call)

    async def look(self) -> None:
        """Follow what was changed in the campaign, with a link for whoever is new."""
        fault = self.desk.standing.fault
        if await self.ask(self.desk.standing.look):
            await self.ask(self._link)
            self.report(say("day.said_read"))
        elif self.desk.standing.fault not in ("", fault):
            self.report(self.desk.standing.fault)

    def _link(self) -> None:
        found = links_of(self.desk.folder)
        for member in self.desk.folder.campaign.members:
            if member.id not in self.links:
                self.report(said_link(member, self.address, found[member.id]))
        self.links.clear()
        self.links.update(found)


class Base(RequestHandler):
    """A page for one member."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD", "POST")

    def initialize(self, day: Day) -> None:
        self.day = day

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def check_xsrf_cookie(self) -> None:
        """Nothing here goes by a cookie: whoever sends something has the secret address already."""

    async def prepare(self) -> None:
        if is_foreign(self.request, forms=True):
            raise HTTPError(403, reason="foreign")
        await self.day.look()
        token = self.path_args[0] if self.path_args else ""
        member = member_of(self.day.links, token or "")
        if member is None:
            raise HTTPError(404, reason="unknown")
        self.member = member
        self.home = f"/m/{token}/"

    def page(
        self,
        template: str,
        sheet: dict[str, Any] | None = None,
        talk: dict[str, Any] | None = None,
        **values: Any,
    ) -> None:
        """Answer with a page; the player is given a sheet that can be changed, and what can still be said."""
        campaign = self.day.desk.folder.campaign
        data = {**tablet_data(self.day.desk, self.member, self.home), "sheet": sheet, "talk": talk}
        known = {
            "campaign": campaign,
            "member": campaign.member[self.member],
            "home": self.home,
            "data": embedded(data),
        }
        html, policy = render(template, chair=self.day.desk.is_chair(self.member), **known, **values)
        self.set_header("Content-Security-Policy", policy)
        self.finish(html)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        words = str(error) if isinstance(error, NotYours | NotYet) else _words(status_code, error)
        status = {NotYours: 404, NotYet: 403}.get(type(error), status_code)
        self.set_status(status)
        html, policy = plain_page(words, getattr(self, "home", None))
        self.set_header("Content-Security-Policy", policy)
        self.finish(html)

    def log_exception(self, *exc_info: Any) -> None:
        if not isinstance(exc_info[1], HTTPError | NotYours | NotYet):
            super().log_exception(*exc_info)


class Home(Base):
    """A member's list."""

    async def get(self, _token: str) -> None:
        rows = await self.day.ask(lambda: self.day.desk.rows(self.member))
        self.page("day-list.html.jinja", rows=rows)


class Progress(Base):
    """How far everybody is, for the chair."""

    async def get(self, _token: str) -> None:
        rows = await self.day.ask(lambda: self.day.desk.progress(self.member))
        done = all(unit.talk and not unit.waits for row in rows for unit in row.units)
        self.page("day-progress.html.jinja", rows=rows, done=done, fault=self.day.desk.standing.fault)


class Answers(Base):
    """What a member's tablet saves by itself; the answer says of each line what became of it."""

    SUPPORTED_METHODS = ("POST",)

    async def post(self, _token: str) -> None:
        if self.request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            raise HTTPError(415)
        try:
            lines = lines_of(self.request)
        except RecordError as error:
            self._fail(400, str(error))
            return
        try:
            receipt = await self.day.ask(lambda: take(self.day.desk, self.member, lines))
        except NotWritten as error:
            self._fail(503, str(error))
            return
        self.finish({"saved": receipt.saved, "refused": receipt.refused})

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self._fail(status_code, _words(status_code, kwargs.get("exc_info", (None, None, None))[1]))

    def _fail(self, status: int, words: str) -> None:
        self.set_status(status)
        self.finish({"why": str(status), "say": words})


class Score(Base):
    """A member's own sheet; its form is for a browser without the player."""

    async def get(self, _token: str, station: str, unit: str) -> None:
        await self._show(station, unit)

    async def post(self, _token: str, station: str, unit: str) -> None:
        form, desk = fields_of(self.request), self.day.desk
        locks = form.get("do") == "lock"
        try:
            if locks:
                await self.day.ask(lambda: desk.lock(self.member, station, unit, form))
            else:
                await self.day.ask(lambda: desk.save(self.member, station, unit, form))
        except RecordError as error:
            self.set_status(409)
            await self._show(station, unit, wrong=str(error))
            return
        self.redirect(f"{self.home}{station}/{unit}?done={'lock' if locks else 'save'}", status=303)

    async def _show(self, station: str, unit: str, wrong: str = "") -> None:
        desk = self.day.desk
        fields, sheet = await self.day.ask(lambda: desk.sheet(self.member, station, unit))
        stage = desk.stage(self.member, station, unit)
        done = {"save": "day.saved", "lock": "day.sheet_locked"}.get(self.get_query_argument("done", ""))
        rows = await self.day.ask(lambda: desk.rows(self.member))
        here = next(one for row in rows if row.station == station for one in row.units if one.id == unit)
        at = f"{self.home}{station}/{unit}"
        self.page(
            "day-sheet.html.jinja",
            sheet=None if sheet.locked else sheet_data(stage, unit, at, fields),
            stage=stage,
            name=desk.unit_name(station, unit),
            fields=fields,
            locked=sheet.locked,
            here=here,
            at=at,
            wrong=wrong,
            done=say(done) if done else "",
        )


class Talks(Base):
    """Everybody's sheets of one candidate at one station, once all have locked."""

    async def get(self, _token: str, station: str, unit: str) -> None:
        await self._show(station, unit)

    async def post(self, _token: str, station: str, unit: str) -> None:
        form, desk = fields_of(self.request), self.day.desk
        criterion, why = form.get("criterion", ""), form.get("why", "")
        if form.get("do") == "change":
            point = form.get("point", "")
            call = self.day.ask(lambda: desk.change(self.member, station, unit, criterion, point, why))
            done = "change"
        else:
            call = self.day.ask(lambda: desk.settle(self.member, station, unit, criterion, why))
            done = "settle"
        await self._after(call, station, unit, done)

    async def _after(self, call: Awaitable[None], station: str, unit: str, done: str) -> None:
        try:
            await call
        except RecordError as error:
            self.set_status(409)
            await self._show(station, unit, wrong=str(error))
            return
        self.redirect(f"{self.home}{station}/{unit}/talk?done={done}", status=303)

    async def _show(self, station: str, unit: str, wrong: str = "") -> None:
        desk = self.day.desk
        talks = await self.day.ask(lambda: desk.talk(self.member, station, unit))
        stage = next(one for one in desk.stations if one.id == station)
        words = {"change": "day.number_changed", "settle": "day.reason_kept"}
        done = words.get(self.get_query_argument("done", ""))
        self.page(
            "day-talk.html.jinja",
            talk=talk_data(station, unit, f"{self.home}{station}/{unit}/talk", talks),
            stage=stage,
            name=desk.unit_name(station, unit),
            talks=talks,
            at=f"{self.home}{station}/{unit}/talk",
            wrong=wrong,
            done=say(done) if done else "",
        )


class Nothing(Base):
    """Every address that is none."""

    async def prepare(self) -> None:
        raise HTTPError(404, reason="unknown")


def _words(status: int, error: BaseException | None) -> str:
    reason = getattr(error, "reason", None)
    if reason in ("foreign", "unknown"):
        return say(f"day.{reason}")
    if isinstance(error, RecordError):
        return say("day.busy", why=error)
    return say({404: "day.unknown", 413: "day.too_big"}.get(status, "day.broken"))
