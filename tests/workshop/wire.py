"""HTTP as a phone speaks it: one connection that is kept, and a stream that is read event by event."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 15.0


class Cut(ConnectionError):
    """The connection ended before the answer was there."""


@dataclass(frozen=True)
class Answer:
    """What a server answered; the headers' names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body as JSON, unpacked where it came packed."""
        packed = self.headers.get("content-encoding") == "gzip"
        return json.loads(gzip.decompress(self.body) if packed else self.body)


class Wire:
    """One connection to a server, opened when it is needed.

    Parameters
    ----------
    source
        From which of this machine's addresses; any that begins with 127 is one.
    """

    def __init__(self, base: str, source: str | None = None) -> None:
        self._source = None if source is None else (source, 0)
        parts = urlsplit(base)
        assert parts.hostname is not None
        self._host = parts.hostname
        self._port = parts.port or 80
        self._named = f"{self._host}:{self._port}"
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, data: Any = None, *, token: str = "", **headers: str
    ) -> Answer:
        """Send a request, and return the answer.

        Raises
        ------
        Cut
            If none came.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await self._connection()
                writer.write(_request(method, path, self._named, data, token, headers))
                await writer.drain()
                answer = await _answer(reader, method)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as error:
            self.close()
            raise Cut(repr(error)) from error
        except asyncio.CancelledError:
            self.close()
            raise
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    async def events(
        self, path: str, *, token: str = "", read: Callable[[bytes], Any] = json.loads
    ) -> AsyncIterator[tuple[str, Any]]:
        """Yield the name and data of each event of a stream, until it is cut; ``("open", None)`` first.

        Raises
        ------
        Cut
            When the stream ends.
        """
        try:
            reader, writer = await self._opened()
        except OSError as error:
            raise Cut(repr(error)) from error
        try:
            writer.write(_request("GET", path, self._named, None, token, {}))
            status, _ = await _head(reader)
            if status != 200:
                raise Cut(f"status {status}")
            yield "open", None
            name, data = "", b""
            async for line in _lines(reader):
                if not line and data:
                    yield name, read(data)
                    name, data = "", b""
                elif line.startswith(b"event:"):
                    name = line[6:].strip().decode()
                elif line.startswith(b"data:"):
                    data = line[5:].strip()
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            raise Cut(repr(error)) from error
        finally:
            writer.close()

    def close(self) -> None:
        """Close the connection."""
        if self._open is not None:
            self._open[1].close()
            self._open = None

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._open is None or self._open[0].at_eof():
            self._open = await self._opened()
        return self._open

    async def _opened(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(self._host, self._port, local_addr=self._source)


def _request(method: str, path: str, host: str, data: Any, token: str, headers: dict[str, str]) -> bytes:
    body = b"" if data is None else data if isinstance(data, bytes) else json.dumps(data).encode()
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if data is not None:
        lines += [f"Content-Length: {len(body)}"]
        headers = {"Content_Type": "application/json", **headers}
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    first, *rest = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")[:-2]
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    return int(first.split(" ", 2)[1]), headers


async def _answer(reader: asyncio.StreamReader, method: str) -> Answer:
    status, headers = await _head(reader)
    if method == "HEAD" or status in (204, 304):
        return Answer(status, headers, b"")
    if headers.get("transfer-encoding") == "chunked":
        return Answer(status, headers, b"".join([chunk async for chunk in _chunks(reader)]))
    return Answer(status, headers, await reader.readexactly(int(headers.get("content-length", 0))))


async def _chunks(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := int((await reader.readuntil(b"\r\n")).strip() or b"0", 16):
        yield await reader.readexactly(size)
        await reader.readexactly(2)
    await reader.readexactly(2)


async def _lines(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    left = b""
    async for chunk in _chunks(reader):
        *whole, left = (left + chunk).split(b"\n")
        for line in whole:
            yield line
