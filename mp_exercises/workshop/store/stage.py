"""The state of a room, moved by compare-and-set: two trainers never cross."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import Connection, insert, select, update

from ..clock import now_ms
from ..moves import Ground, Move, after
from ..plan import Pace, Plan
from ..state import State
from ..words import say
from .database import Database
from .doors import ALONG
from .errors import NoRoom
from .tables import EVENT, ROOM, STATE
from .values import Event


class Overtaken(RuntimeError):
    """Another trainer has moved the room on since this one last looked.

    Attributes
    ----------
    state
        Where the room is now.
    """

    def __init__(self, state: State) -> None:
        super().__init__(say("trainer_overtaken"))
        self.state = state


class Stage:
    """What trainers do to a room. Every move names the ``seq`` that its trainer saw.

    Each move returns the new state, and raises ``Overtaken`` with the present one where another trainer
    was quicker, ``NotPossible`` where the room cannot make it now, and ``NoRoom`` without such a room.
    ``by`` says who moved, for the list of events; it is no name, unless trainers choose one.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, room: str) -> State:
        """Return where a room is."""
        found = self.of_all([room])
        if room not in found:
            raise NoRoom(room)
        return found[room]

    def of_all(self, rooms: Iterable[str]) -> dict[str, State]:
        """Return where each of several rooms is, by one question; a room that is none is left out."""
        wanted = select(STATE.c.room, STATE.c.seq, STATE.c.body).where(STATE.c.room.in_(list(rooms)))
        with self._database.read() as connection:
            return {room: _state(seq, body) for room, seq, body in connection.execute(wanted)}

    def move(self, room: str, seq: int, move: Move, *, by: str = "") -> State:
        """Make any move; the methods below are the moves by name."""
        with self._database.write() as connection:
            state = state_for_update(connection, room)
            if state.seq != seq:
                raise Overtaken(state)
            return moved(connection, room, state, move, by=by)

    def goto(self, room: str, seq: int, step: int, *, by: str = "") -> State:
        """Show a step. A new one takes answers; where the trainer paces, the one that is left is locked."""
        return self.move(room, seq, Move("goto", step=step), by=by)

    def forward(self, room: str, seq: int, *, by: str = "") -> State:
        """Show the next step: from the lobby, the first."""
        step = self.of(room).step
        return self.goto(room, seq, 0 if step is None else step + 1, by=by)

    def back(self, room: str, seq: int, *, by: str = "") -> State:
        """Show the step before, as it was left."""
        return self.goto(room, seq, (self.of(room).step or 0) - 1, by=by)

    def turn(self, room: str, seq: int, lines: int, *, by: str = "") -> State:
        """Show so many lines of the transcript that the room is at."""
        return self.move(room, seq, Move("turn", value=lines), by=by)

    def open(self, room: str, seq: int, step: int | None = None, *, by: str = "") -> State:
        """Take answers, again or for the first time: at the step that the room is at, or another."""
        return self.move(room, seq, Move("open", step=step), by=by)

    def lock(self, room: str, seq: int, step: int | None = None, *, by: str = "") -> State:
        """Take no more answers."""
        return self.move(room, seq, Move("lock", step=step), by=by)

    def reveal(self, room: str, seq: int, step: int | None = None, *, by: str = "") -> State:
        """Lock, and show the spread and the key."""
        return self.move(room, seq, Move("reveal", step=step), by=by)

    def hide(self, room: str, seq: int, step: int | None = None, *, by: str = "") -> State:
        """Take the spread and the key off the screens again."""
        return self.move(room, seq, Move("hide", step=step), by=by)

    def open_all(self, room: str, seq: int, *, by: str = "") -> State:
        """Open every step that was not reached, for people who pace themselves."""
        return self.move(room, seq, Move("open_all"), by=by)

    def lock_all(self, room: str, seq: int, *, by: str = "") -> State:
        """Take no more answers at any step."""
        return self.move(room, seq, Move("lock_all"), by=by)

    def reveal_all(self, room: str, seq: int, *, by: str = "") -> State:
        """Show the spread and the key at every step that was reached."""
        return self.move(room, seq, Move("reveal_all"), by=by)

    def timer(self, room: str, seq: int, seconds: int | None, *, by: str = "") -> State:
        """Start a timer that everybody sees, or take it away. It locks nothing by itself."""
        return self.move(room, seq, Move("timer", value=seconds), by=by)

    def pace(self, room: str, seq: int, pace: Pace, *, by: str = "") -> State:
        """Let people pace themselves among the steps that were reached, or pace them."""
        return self.move(room, seq, Move("pace", value=pace), by=by)

    def home(self, room: str, seq: int, allowed: bool, *, by: str = "") -> State:
        """Let people take their own answers home, or no longer."""
        return self.move(room, seq, Move("home", value=allowed), by=by)

    def shut(self, room: str, seq: int, *, by: str = "") -> State:
        """Let no newcomers in; whoever is in stays, and comes back in."""
        return self.move(room, seq, Move("shut"), by=by)

    def admit(self, room: str, seq: int, *, by: str = "") -> State:
        """Let newcomers in again."""
        return self.move(room, seq, Move("admit"), by=by)

    def recode(self, room: str, seq: int, *, by: str = "") -> State:
        """Give the room another code, and let in whoever has it; whoever is in needs none."""
        return self.move(room, seq, Move("recode"), by=by)

    def clear(self, room: str, seq: int, *, by: str = "") -> State:
        """Send away everybody who never answered; just while the door is shut."""
        return self.move(room, seq, Move("clear"), by=by)

    def end(self, room: str, seq: int, *, by: str = "") -> State:
        """End the session: every step is locked, and nobody joins."""
        return self.move(room, seq, Move("end"), by=by)

    def resume(self, room: str, seq: int, *, by: str = "") -> State:
        """Go on with a session that was ended; its steps stay locked until they are opened."""
        return self.move(room, seq, Move("resume"), by=by)

    def events(self, room: str) -> list[Event]:
        """Return every move that was made, the first first."""
        wanted = select(EVENT).where(EVENT.c.room == room).order_by(EVENT.c.seq)
        with self._database.read() as connection:
            return [
                Event(
                    seq=row.seq,
                    at=row.at,
                    by=row.by,
                    move=row.move,
                    step=row.step,
                    value=None if row.value is None else json.loads(row.value),
                )
                for row in connection.execute(wanted)
            ]


def state_for_update(connection: Connection, room: str, *, share: bool = False) -> State:
    """Return a room's state, which no other transaction changes before this one ends.

    Parameters
    ----------
    share
        Whether others may hold it in the same way, as transactions that write answers do.
    """
    wanted = select(STATE.c.seq, STATE.c.body).where(STATE.c.room == room).with_for_update(read=share)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise NoRoom(room)
    return _state(row.seq, row.body)


def moved(connection: Connection, room: str, state: State, move: Move, *, by: str) -> State:
    """Make a move from a state that is held for update, and write down that it was made.

    Raises
    ------
    NotPossible
        If the room cannot make it now.
    """
    ground = _ground(connection, room)
    new = after(state, move, ground)
    connection.execute(
        update(STATE)
        .where(STATE.c.room == room, STATE.c.seq == state.seq)
        .values(seq=new.seq, body=json.dumps(new.data()))
    )
    connection.execute(
        insert(EVENT).values(
            room=room,
            seq=new.seq,
            at=ground.now,
            by=by[:64],
            move=move.name,
            step=move.step if move.step is not None else new.step,
            value=None if move.value is None else json.dumps(move.value),
        )
    )
    if (along := ALONG.get(move.name)) is not None:
        along(connection, room)
    return new


def _state(seq: int, body: str) -> State:
    return State.of(seq, json.loads(body))


def _ground(connection: Connection, room: str) -> Ground:
    row = connection.execute(select(ROOM.c.plan, ROOM.c.exercises).where(ROOM.c.id == room)).one_or_none()
    if row is None:
        raise NoRoom(room)
    plan, lines = _lasting(row.plan, row.exercises)
    return Ground(plan, lines, now_ms())


@lru_cache(maxsize=32)
def _lasting(plan: str, exercises: str) -> tuple[Plan, dict[str, int]]:
    """Return what of a room never changes, read once."""
    lines = {slug: len(entry.get("transcript", ())) for slug, entry in json.loads(exercises).items()}
    return Plan.model_validate_json(plan), lines
