"""What the terminal hears when something fails: a line that says what, and no page of colours."""

from __future__ import annotations

import logging
from typing import Any

from tornado.web import RequestHandler

LOG = logging.getLogger("mp")

# Voila tells a failed cell whole, with its traceback twice; Jupyter tells a death as a failed restart.
_TOLD_HERE = ("Error at server while executing cell", "kernel %s restarted failed")


class Quiet(logging.Filter):
    """Leaves out what is told better elsewhere."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not str(record.msg).startswith(_TOLD_HERE)


def hush() -> None:
    """Let the terminal hear what went wrong here, and not what visitors asked for in vain."""
    for name in ("tornado.general", "tornado.access"):
        logging.getLogger(name).setLevel(logging.ERROR)


def cell_failed(execute_reply: dict[str, Any], **_cell: Any) -> None:
    """Say what a notebook's cell failed with."""
    content = execute_reply["content"]
    LOG.error("the page's notebook failed with %s: %s", content.get("ename"), content.get("evalue"))


def request_ended(handler: RequestHandler) -> None:
    """Log what went wrong here, and never who read what."""
    if handler.get_status() >= 500 and handler.get_status() != 503:
        LOG.error("%s for %s", handler.get_status(), handler.request.path)


def part_ended(handler: RequestHandler) -> None:
    """Log what went wrong here: which part, and no address, since addresses here hold codes and secrets."""
    if handler.get_status() >= 500 and handler.get_status() != 503:
        LOG.error("%s in %s", handler.get_status(), type(handler).__name__)
