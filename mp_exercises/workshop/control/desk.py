"""The trainer's desk: answers each thing that the front end asks, from the store alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from ...exercise import Exercise
from ...serve.replies import Reply
from ..export import export
from ..moves import Move
from ..plan import Settings
from ..state import State
from ..store import NoRoom, NotPossible, Overtaken, Room, Store, StoreBusy
from .picture import discussed, picture, texts_of
from .shelf import plan_for, shelf
from .view import note_data, people_data, room_data, room_now, state_data
from .wording import happened, say

LOG = logging.getLogger("mp")

Asked = dict[str, Any]


class Desk:
    """Answers trainers. It keeps nothing that the store does not have, other than to be quick.

    Parameters
    ----------
    store
        Where the rooms are.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._exercises: dict[str, dict[str, Exercise]] = {}
        self._counts: dict[str, tuple[int, dict[tuple[str, str], int]]] = {}

    def ask(self, asked: Asked, buffers: Sequence[memoryview] = ()) -> Reply:
        """Answer what the front end asks; whatever goes wrong is a sentence."""
        try:
            return _HANDS[asked["ask"]](self, asked)
        except Overtaken as error:
            return self._overtaken(error, asked)
        except StoreBusy:
            return Reply(why="busy", say=say("busy"))
        except NoRoom:
            return Reply(why="no_room", say=say("no_room"))
        except NotPossible as error:
            return Reply(why="not_possible", say=str(error))
        except (KeyError, TypeError):
            LOG.exception("the control room was asked something strange")
            return Reply(why="strange", say=say("strange"))
        except ValueError as error:
            return Reply(why="wrong", say=_sentence(error))
        except Exception:
            LOG.exception("the control room failed")
            return Reply(why="broken", say=say("broken"))

    def home(self, _asked: Asked) -> Reply:
        """Return what there is to choose from, and the rooms."""
        return Reply(shelf(self._store.rooms.all()))

    def create(self, asked: Asked) -> Reply:
        """Open a room."""
        leave = {int(number) for number in asked["leave"]}
        plan = plan_for(str(asked["plan"]), [str(slug) for slug in asked["exercises"]], leave)
        settings = Settings(
            pace=asked["pace"], tables=asked["tables"], names=asked["names"], most=asked["most"]
        )
        return Reply({"room": self._store.rooms.create(str(asked["title"]), plan, settings).id})

    def room(self, asked: Asked) -> Reply:
        """Return what of a room does not change."""
        room = self._store.rooms.get(asked["room"])
        return Reply(room_data(room, self._of(room.id), str(asked["origin"])))

    def look(self, asked: Asked) -> Reply:
        """Return what of a room changes; the answers to a step only where they are asked for, and new.

        ``step`` is the step that the trainer looks at, ``peek`` whether they want to see what is not
        revealed, and ``known`` the mark of the answers that they have.
        """
        store = self._store
        room = store.rooms.get(asked["room"])
        state = store.stage.of(room.id)
        total = store.answers.total(room.id)
        trainers = store.trainers.hello(room.id, str(asked["who"]))
        now = room_now(
            room,
            state,
            store.people.presence(room.id),
            self._counted(room.id, total),
            trainers,
            store.notes.of(room.id),
        )
        return Reply({**now, **self._answers(room, state, total, asked)})

    def move(self, asked: Asked) -> Reply:
        """Make a move, if the room is still where the trainer saw it."""
        room = self._store.rooms.get(asked["room"])
        move = Move(asked["name"], step=asked.get("step"), value=asked.get("value"))
        state = self._store.stage.move(room.id, int(asked["seq"]), move, by=str(asked["who"]))
        return Reply({"state": state_data(state, room.plan)})

    def people(self, asked: Asked) -> Reply:
        """Return who is here, by name where the room asked for names; nobody else's name is kept at all."""
        room = self._store.rooms.get(asked["room"])
        found = self._store.people.all(room.id) if room.settings.names else []
        return Reply({"people": people_data(found)})

    def first(self, asked: Asked) -> Reply:
        """Return what is worth talking about first, of what is revealed."""
        room = self._store.rooms.get(asked["room"])
        state = self._store.stage.of(room.id)
        shown = [number for number in sorted(state.marks) if state.phase_of(number) == "revealed"]
        given = self._store.answers.standing(room.id) if shown else []
        return Reply({"points": discussed(room.plan, self._of(room.id), given, shown)})

    def texts(self, asked: Asked) -> Reply:
        """Return what people wrote at a step, for the trainer alone."""
        room = self._store.rooms.get(asked["room"])
        step = room.plan.steps[int(asked["step"])]
        given = self._store.answers.standing(room.id, step.exercise, step.item) if step.item else []
        return Reply({"texts": texts_of(given)})

    def note(self, asked: Asked) -> Reply:
        """Keep a note, or change one: an empty text takes it away."""
        room = self._store.rooms.get(asked["room"])
        text = str(asked["text"])
        if asked.get("note") is not None:
            if asked["note"] not in [note.n for note in self._store.notes.of(room.id)]:
                raise KeyError(asked["note"])
            self._store.notes.change(asked["note"], text)
        elif text.strip():
            self._store.notes.add(room.id, text, step=asked.get("step"), by=str(asked["who"]))
        return Reply({"notes": [note_data(note) for note in self._store.notes.of(room.id)]})

    def rename(self, asked: Asked) -> Reply:
        """Give a room another title."""
        title = " ".join(str(asked["title"]).split())
        room = self._store.rooms.get(asked["room"])
        return Reply({"title": (self._store.rooms.rename(room.id, title) if title else room).title})

    def archive(self, asked: Asked) -> Reply:
        """End a room and put it away."""
        self._store.rooms.archive(asked["room"], by=str(asked["who"]))
        return self.home(asked)

    def reopen(self, asked: Asked) -> Reply:
        """Take out a room that was ended or put away."""
        self._store.rooms.reopen(asked["room"], by=str(asked["who"]))
        return self.home(asked)

    def purge(self, asked: Asked) -> Reply:
        """Delete a room for good, with everybody and everything in it."""
        room = self._store.rooms.get(asked["room"])
        self._store.purge([room.id])
        self._exercises.pop(room.id, None)
        self._counts.pop(room.id, None)
        return self.home(asked)

    def export(self, asked: Asked) -> Reply:
        """Return a room as a file: ``form`` is one of the exports' forms."""
        made = export(self._store, str(asked["room"]), str(asked["form"]))
        return Reply({"name": made.name, "type": made.type}, file=made.data)

    def leave(self, asked: Asked) -> Reply:
        """Say that this trainer no longer leads a room."""
        self._store.trainers.goodbye(asked["room"], str(asked["who"]))
        return Reply()

    def _answers(self, room: Room, state: State, total: int, asked: Asked) -> dict[str, Any]:
        number = asked["step"]
        step = room.plan.steps[number] if isinstance(number, int) else None
        if step is None or step.exercise is None or step.item is None:
            return {"mark": ""}
        phase = state.phase_of(number)
        if phase != "revealed" and not asked["peek"]:
            return {"mark": ""}
        mark = f"{number}/{phase}/{total}"
        if mark == asked["known"]:
            return {"mark": mark}
        given = self._store.answers.standing(room.id, step.exercise, step.item)
        shown = picture(
            self._of(room.id)[step.exercise],
            step.item,
            given,
            tables=room.settings.tables > 0,
            settled=phase != "open",
        )
        return {"mark": mark, "picture": {**shown, "step": number}}

    def _overtaken(self, error: Overtaken, asked: Asked) -> Reply:
        room = self._store.rooms.get(asked["room"])
        since = [event for event in self._store.stage.events(room.id) if event.seq > int(asked["seq"])]
        data = {"state": state_data(error.state, room.plan), "since": happened(since)}
        return Reply(data, why="overtaken", say=str(error))

    def _of(self, room: str) -> dict[str, Exercise]:
        if room not in self._exercises:
            self._exercises[room] = self._store.rooms.exercises(room)
        return self._exercises[room]

    def _counted(self, room: str, total: int) -> dict[tuple[str, str], int]:
        """Return how many have answered each item, counted again only where there is anything new."""
        if self._counts.get(room, (-1, {}))[0] != total:
            self._counts[room] = total, self._store.answers.counts(room)
        return self._counts[room][1]


def _sentence(error: ValueError) -> str:
    """Return what is wrong in one line; of a model's many words, only its first fault."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return str(error)


_HANDS: dict[str, Callable[[Desk, Asked], Reply]] = {
    "home": Desk.home,
    "create": Desk.create,
    "room": Desk.room,
    "look": Desk.look,
    "move": Desk.move,
    "people": Desk.people,
    "first": Desk.first,
    "texts": Desk.texts,
    "note": Desk.note,
    "rename": Desk.rename,
    "archive": Desk.archive,
    "reopen": Desk.reopen,
    "purge": Desk.purge,
    "export": Desk.export,
    "leave": Desk.leave,
}
