"""The analyst's desk: answers each thing that the front end asks, from the tables in memory alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ..measures.reading import TableError, kind
from ..measures.showing import panels
from ..serve.replies import Reply
from . import files
from .shelf import Held, Shelf, WhichKind
from .view import choice_of, fault_card, kind_cards, panel_card, table_card
from .wording import say

LOG = logging.getLogger("mp")

PART = 500_000
"""Bytes of a file that come in one message; the server takes no message of a megabyte."""

FORMS = ("csv", "xlsx")

Asked = dict[str, Any]
Parts = Sequence[memoryview]


class Desk:
    """Answers who looks at tables. It keeps them in memory, and writes nothing.

    Parameters
    ----------
    folder
        Of tables that are read at the start.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._shelf = Shelf()
        self._folder = folder

    def ask(self, asked: Asked, buffers: Parts = ()) -> Reply:
        """Answer what the front end asks; whatever goes wrong is a sentence."""
        try:
            return _HANDS[asked["ask"]](self, asked, buffers)
        except TableError as error:
            card = fault_card(error)
            return Reply({"fault": card}, why="faults", say=card["say"])
        except WhichKind as error:
            options = [{"key": name, "label": kind(name).title} for name in error.kinds]
            return Reply({"kinds": options}, why="which", say=str(error))
        except (KeyError, TypeError, StopIteration, AttributeError):
            LOG.exception("the dashboard was asked something strange")
            return Reply(why="strange", say=say("strange"))
        except (ValueError, LookupError) as error:
            return Reply(why="wrong", say=str(error))
        except Exception:
            LOG.exception("the dashboard failed")
            return Reply(why="broken", say=say("broken"))

    def home(self, _asked: Asked, _buffers: Parts) -> Reply:
        """Return what is there, the tables of the folder among it."""
        faults: list[Any] = []
        if self._folder is not None:
            folder, self._folder = self._folder, None
            faults = self._faults(self._shelf.folder(folder))
        return Reply({**self._tables(), "kinds": kind_cards(), "part": PART, "faults": faults})

    def begin(self, asked: Asked, _buffers: Parts) -> Reply:
        """Make ready for a file."""
        self._shelf.begin(str(asked["name"]), int(asked["size"]))
        return Reply()

    def part(self, _asked: Asked, buffers: Parts) -> Reply:
        """Take the next part of a file."""
        for one in buffers:
            self._shelf.add(one)
        return Reply()

    def read(self, asked: Asked, _buffers: Parts) -> Reply:
        """Read the file that has come."""
        held = self._shelf.read(asked.get("kind"))
        return Reply({**self._tables(), "table": held.id})

    def invented(self, _asked: Asked, _buffers: Parts) -> Reply:
        """Read the tables of the invented authority, one of which has faults on purpose."""
        faults = self._faults(self._shelf.invented())
        return Reply({**self._tables(), "faults": faults})

    def drop(self, asked: Asked, _buffers: Parts) -> Reply:
        """Forget a table."""
        self._shelf.drop(str(asked["table"]))
        return Reply(self._tables())

    def look(self, asked: Asked, _buffers: Parts) -> Reply:
        """Return the panels of what is looked at."""
        held = self._shelf.get(str(asked["table"]))
        found = panels(held.table, choice_of(asked["choice"]))
        note = "" if found else say("none_left")
        return Reply({"panels": [panel_card(one) for one in found], "note": note})

    def take(self, asked: Asked, _buffers: Parts) -> Reply:
        """Return a file: ``what`` is ``figures``, ``rows``, ``chart`` or ``page``."""
        made = self._made(asked)
        return Reply({"name": made.name, "type": made.type}, file=made.data)

    def _made(self, asked: Asked) -> files.Made:
        what = asked["what"]
        if what == "page":
            return files.page(self._shelf.all())
        held, choice = self._shelf.get(str(asked["table"])), choice_of(asked["choice"])
        if what == "chart":
            return files.chart(held, choice, str(asked["panel"]))
        form, codes = asked["form"], asked["codes"] is not False
        if form not in FORMS:
            raise KeyError(form)
        if what == "rows":
            return files.rows(held, choice, form, codes=codes)
        return files.figures(held, choice, str(asked["panel"]), str(asked["frame"]), form, codes=codes)

    def _tables(self) -> dict[str, Any]:
        return {"tables": [table_card(held) for held in self._shelf.all()]}

    def _faults(self, read: Any) -> list[Any]:
        found: list[Held | TableError] = list(read)
        return [fault_card(one) for one in found if isinstance(one, TableError)]


_HANDS: dict[str, Callable[[Desk, Asked, Parts], Reply]] = {
    "home": Desk.home,
    "begin": Desk.begin,
    "part": Desk.part,
    "read": Desk.read,
    "invented": Desk.invented,
    "drop": Desk.drop,
    "look": Desk.look,
    "take": Desk.take,
}
