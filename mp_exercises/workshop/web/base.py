"""What every handler of a workshop shares: bounded bodies, JSON, and a sentence for each failure."""

from __future__ import annotations

import json
import math
from typing import Any

from tornado.web import HTTPError, stream_request_body

from ...serve.packed import Giving
from ...serve.policy import NOTHING, is_foreign
from ..codes import is_token
from ..store import NoRoom, Person, StoreBusy
from ..words import say
from .desk import Desk, TooMany
from .live import Live, compact
from .policy import HEADERS

JSON = "application/json; charset=utf-8"

MOST_BODY = 64 * 1024
"""What a participant may send at once, in bytes."""

DISCARDED = 16 * MOST_BODY
"""How much of a body that is too long is read and thrown away, so that its sender hears why."""

MOST_DEPTH_ERRORS = (ValueError, RecursionError)


class Fault(HTTPError):
    """A failure with the name of its sentence.

    Attributes
    ----------
    why
        The name; ``words.yaml`` has the sentence.
    after
        Seconds after which to try again; None where that would change nothing.
    more
        What else the answer says.
    """

    def __init__(
        self,
        status: int,
        why: str,
        *,
        after: float | None = None,
        more: dict[str, Any] | None = None,
        **fields: object,
    ) -> None:
        super().__init__(status)
        self.why = why
        self.after = after
        self.more = more or {}
        self.say = say(why, **fields)


_BY_STATUS = {404: "missing", 405: "method", 413: "too_big", 400: "not_json"}


class Base(Giving):
    """A handler that sets no cookie, allows no other origin and answers in JSON."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD", "POST")
    LINKED = False
    """Whether another site may link here, as to a page."""

    def initialize(self, desk: Desk) -> None:
        self.desk = desk

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", NOTHING)
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        if not self.LINKED and is_foreign(self.request):
            raise Fault(403, "foreign")

    def check_xsrf_cookie(self) -> None:
        """Nothing here goes by a cookie."""

    def reply(self, data: dict[str, Any] | bytes) -> None:
        """Answer in JSON."""
        self.set_header("Content-Type", JSON)
        self.finish(data if isinstance(data, bytes) else compact(data))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        fault = error if isinstance(error, Fault) else self._fault(status_code, error)
        self.set_status(fault.status_code)
        if fault.after is not None:
            self.set_header("Retry-After", str(math.ceil(fault.after)))
        self.reply({"why": fault.why, "say": fault.say, **fault.more})

    @staticmethod
    def _fault(status: int, error: BaseException | None) -> Fault:
        if isinstance(error, StoreBusy):
            return Fault(503, "store_busy", after=2)
        if isinstance(error, TooMany):
            return Fault(503, "too_many_streams", after=3)
        if isinstance(error, NoRoom):
            return Fault(401, "who")
        return Fault(status, _BY_STATUS.get(status, "broken"))

    def log_exception(self, *exc_info: Any) -> None:
        """Log what is ours alone: a full disk is logged where it is met, and a visitor's slip is no news."""
        if not isinstance(exc_info[1], HTTPError | StoreBusy | TooMany | NoRoom):
            super().log_exception(*exc_info)

    @property
    def address(self) -> str:
        """Where the request comes from."""
        return self.request.remote_ip or ""

    def bearer(self) -> str:
        """Return the token that the request carries.

        Raises
        ------
        Fault
            If it carries none.
        """
        scheme, _, token = self.request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not is_token(token):
            raise Fault(401, "who")
        return token

    async def person(self) -> Person:
        """Return who asks.

        Raises
        ------
        Fault
            If the room does not know them, or they ask too often.
        """
        person = await self.desk.who(self.bearer())
        if person is None:
            raise Fault(401, "who")
        self.paced(person)
        return person

    def paced(self, person: Person) -> None:
        """Count one request of somebody's.

        Raises
        ------
        Fault
            If they ask too often.
        """
        wait = self.desk.asked.wait(person.id)
        if wait > 0:
            raise Fault(429, "too_fast", after=wait)
        self.desk.asked.take(person.id)

    async def person_and_room(self) -> tuple[Person, Live]:
        """Return who asks, and their room."""
        person = await self.person()
        return person, await self.desk.room_of(person)


@stream_request_body
class Posted(Base):
    """A handler that takes a JSON object of a bounded size."""

    def initialize(self, desk: Desk) -> None:
        super().initialize(desk)
        self._chunks: list[bytes] = []
        self.size = 0

    def prepare(self) -> None:
        if self._announced() > DISCARDED:
            raise Fault(413, "too_big")
        # A body without a length is cut off where even throwing it away would cost too much.
        self.request.connection.set_max_body_size(DISCARDED)  # type: ignore[union-attr]
        super().prepare()

    def data_received(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.size <= MOST_BODY:
            self._chunks.append(chunk)
        else:
            self._chunks.clear()

    def posted(self) -> dict[str, Any]:
        """Return what was sent.

        Raises
        ------
        Fault
            If it is too long, or no JSON object, or does not say that it is JSON, as no plain form can.
        """
        if self.size > MOST_BODY:
            raise Fault(413, "too_big")
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise Fault(415, "not_json")
        try:
            data = json.loads(b"".join(self._chunks), parse_constant=_refuse)
        except MOST_DEPTH_ERRORS as error:
            raise Fault(400, "not_json") from error
        if not isinstance(data, dict):
            raise Fault(400, "not_json")
        return data

    def _announced(self) -> int:
        length = self.request.headers.get("Content-Length", "0")
        return int(length) if length.isdecimal() else 0


class Nothing(Base):
    """Every address that is none."""

    LINKED = True

    def prepare(self) -> None:
        raise Fault(404, "missing")


def _refuse(name: str) -> None:
    raise ValueError(name)
