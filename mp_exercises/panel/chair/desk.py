"""The chair's desk: answers each thing that the front end asks, and nothing that may not be seen yet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from ...answers import RecordError
from ...measures.reading.faults import TableError
from ...serve.replies import Reply
from ..day.desk import Desk as Day
from ..day.desk import NotYet as NotShared
from ..day.desk import NotYours
from ..folder import Folder
from ..records import read_book
from ..wording import say
from .calibration import shown as calibration_shown
from .decision import shown as decision_shown
from .view import Stations, locks, mark_of, room, talks

LOG = logging.getLogger("mp")

Asked = dict[str, Any]


class Desk:
    """Answers the chair from the members' records alone. It keeps nothing that they do not have.

    Parameters
    ----------
    folder
        The campaign; records are read anew for each answer, since the members' pages write to them.
    address
        By which members reach their pages; empty where none are served.
    """

    def __init__(self, folder: Folder, address: str = "") -> None:
        self._address = address
        self._day = Day(folder)

    def ask(self, asked: Asked, buffers: Sequence[memoryview] = ()) -> Reply:
        """Answer what the front end asks; whatever goes wrong is a sentence."""
        try:
            hand = _HANDS[asked["ask"]]
            self._day.standing.look()
            return hand(self, asked)
        except RecordError as error:
            return Reply(why="not_kept", say=str(error))
        except (NotShared, NotYours) as error:
            return Reply(why="not_yet", say=str(error))
        except TableError as error:
            first = error.faults[0]
            words = say("chair.table", file=error.file.name, wrong=first.wrong, right=first.right)
            return Reply(why="table", say=words)
        except (KeyError, TypeError, AttributeError):
            LOG.exception("the chair's room was asked something strange")
            return Reply(why="strange", say=say("chair.strange"))
        except Exception:
            LOG.exception("the chair's room failed")
            return Reply(why="broken", say=say("chair.broken"))

    def room(self, _asked: Asked) -> Reply:
        """Return what of a campaign changes only when somebody edits it, with each member's link."""
        return Reply(room(self._folder, self._address))

    def look(self, asked: Asked) -> Reply:
        """Return who has locked what, where anything is new since what the page knows."""
        standing = self._day.standing
        mark = f"{standing.mark} {mark_of(self._folder)}"
        if mark == asked.get("known"):
            return Reply({"mark": mark})
        told = {"mark": mark, "edition": standing.edition, "fault": standing.fault}
        return Reply({**told, **locks(self._folder, self._stations, read_book(self._folder))})

    def talk(self, _asked: Asked) -> Reply:
        """Return the differences of sheets that are shared, those without a reason first."""
        return Reply({"talks": talks(self._folder, self._stations, read_book(self._folder))})

    def settle(self, asked: Asked) -> Reply:
        """Keep why a difference stands; by the desk of the day, which refuses what is not shared."""
        place = str(asked["station"]), str(asked["unit"]), str(asked["criterion"])
        chair = next(one.id for one in self._folder.campaign.members if one.chair)
        self._day.settle(chair, *place, str(asked["why"]))
        kept = talks(self._folder, self._stations, read_book(self._folder))
        return Reply({"talks": kept}, say=say("day.reason_kept"))

    def calibration(self, _asked: Asked) -> Reply:
        """Return the panel's agreement, once everybody has locked every recording."""
        return Reply(calibration_shown(self._folder, read_book(self._folder)))

    def decision(self, _asked: Asked) -> Reply:
        """Return the decision table, or what it still wants."""
        return Reply(decision_shown(self._folder, self._stations, read_book(self._folder)))

    @property
    def _folder(self) -> Folder:
        return self._day.folder

    @property
    def _stations(self) -> Stations:
        return Stations({one.id: one for one in self._day.stations}, self._day.unit_name)


_HANDS: dict[str, Callable[[Desk, Asked], Reply]] = {
    "room": Desk.room,
    "look": Desk.look,
    "talk": Desk.talk,
    "settle": Desk.settle,
    "calibration": Desk.calibration,
    "decision": Desk.decision,
}
