"""One Chromium that prints page after page, driven over two pipes that nobody else can reach."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .browser import options
from .printer import PAPER, NoPdf, Printer

READS, WRITES = 3, 4
"""The descriptors at which ``--remote-debugging-pipe`` reads commands and writes answers."""

ABOVE = 10
END = b"\0"
ANSWER_SECONDS = 120.0
STOP_SECONDS = 5.0


class Browser(Printer):
    """A running Chromium.

    Parameters
    ----------
    program
        The Chromium.
    """

    def __init__(self, program: Path) -> None:
        self._folder = tempfile.mkdtemp(prefix="mp-paper-")
        command = [
            str(program),
            *options(),
            "--remote-debugging-pipe",
            f"--user-data-dir={self._folder}",
            "about:blank",
        ]
        self._pid, self._to, self._from = _start(command)
        self._seen = b""
        self._count = 0
        self._session = ""
        self._frame = ""

    def __enter__(self) -> Browser:
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        return self

    def print(self, html: str) -> bytes:
        # A new document: what the page before it forbade would hold for this one too, such as its style.
        self._call("Page.navigate", url="about:blank")
        self._call("Page.setDocumentContent", frameId=self._frame, html=html)
        return base64.b64decode(self._call("Page.printToPDF", **PAPER)["data"])

    def close(self) -> None:
        for descriptor in (self._to, self._from):
            with contextlib.suppress(OSError):
                os.close(descriptor)
        _end(self._pid)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _open(self) -> None:
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        # What is printed is our own page with others' text in it; its one script is of no use on paper.
        self._call("Emulation.setScriptExecutionDisabled", value=True)
        self._frame = self._call("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def _call(self, method: str, **params: Any) -> Mapping[str, Any]:
        self._count += 1
        message: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._send(json.dumps(message).encode() + END)
        until = time.monotonic() + ANSWER_SECONDS
        while True:
            answer = json.loads(self._next(until))
            if answer.get("id") == self._count:
                break
        if "error" in answer:
            raise NoPdf(f"Chromium says to {method}: {answer['error'].get('message', 'no')}")
        found: Mapping[str, Any] = answer["result"]
        return found

    def _send(self, data: bytes) -> None:
        try:
            while data:
                data = data[os.write(self._to, data) :]
        except OSError as error:
            raise NoPdf(f"Chromium has ended: {error.strerror}") from error

    def _next(self, until: float) -> bytes:
        """Return the next message from the browser."""
        while END not in self._seen:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._from], [], [], left)[0]:
                raise NoPdf(f"Chromium did not answer within {ANSWER_SECONDS:.0f} seconds")
            part = os.read(self._from, 1 << 20)
            if not part:
                raise NoPdf("Chromium has ended in the middle of its work")
            self._seen += part
        message, _, self._seen = self._seen.partition(END)
        return message


def _start(command: list[str]) -> tuple[int, int, int]:
    """Start the browser, and return its process and the ends of its pipes that are ours."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    # Above the numbers that they become, so that neither overwrites the other on the way.
    reads, writes = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, ABOVE) for end in (theirs_in, theirs_out))
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        pid = os.posix_spawn(
            command[0],
            command,
            os.environ,
            file_actions=[
                *((os.POSIX_SPAWN_DUP2, nothing, standard) for standard in (0, 1, 2)),
                (os.POSIX_SPAWN_DUP2, reads, READS),
                (os.POSIX_SPAWN_DUP2, writes, WRITES),
            ],
            # A group of its own, so that Ctrl-C is for this program to answer.
            setpgroup=0,
        )
    finally:
        for descriptor in (theirs_in, theirs_out, reads, writes, nothing):
            os.close(descriptor)
    return pid, ours_out, ours_in


def _end(pid: int) -> None:
    """Wait a moment for a process that has lost its pipes, and end what is left of its group."""
    until = time.monotonic() + STOP_SECONDS
    while time.monotonic() < until:
        if os.waitpid(pid, os.WNOHANG)[0]:
            break
        time.sleep(0.02)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
