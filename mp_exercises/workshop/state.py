"""Where a room is: one small value that changes with each of a trainer's moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .plan import Pace

Phase = Literal["open", "locked", "revealed"]
RoomPhase = Literal["lobby", "open", "locked", "revealed", "ended"]
Entrance = Literal["open", "shut"]


@dataclass(frozen=True)
class Mark:
    """How far one step has come.

    Attributes
    ----------
    phase
        Whether it takes answers, takes no more, or shows the key.
    opened, locked
        The sequence numbers of the moves that opened and locked it last; ``locked`` is None while open.
    at
        When it was locked, in milliseconds; None while open.
    """

    phase: Phase
    opened: int
    locked: int | None = None
    at: int | None = None

    def open_at(self, seq: int) -> bool:
        """Return whether somebody who saw the room at ``seq`` saw this step take answers."""
        return self.opened <= seq and (self.locked is None or seq < self.locked)


@dataclass(frozen=True)
class State:
    """The whole state of a room.

    Attributes
    ----------
    seq
        Grows by one with every move; a move names the number that its trainer saw.
    step
        Which step of the plan the trainer is at; None in the lobby.
    marks
        How far each step has come that was reached.
    turns
        For each step that presents a transcript, how many of its lines are shown.
    timer
        When the time that was set runs out, in milliseconds; None without one.
    home
        Whether people may take their own answers home.
    door
        Whether newcomers are let in; whoever is in comes back in however it stands.
    cleared
        The sequence number of the last move that sent people away; 0 where none did.
    """

    seq: int = 0
    step: int | None = None
    ended: bool = False
    pace: Pace = "trainer"
    home: bool = False
    door: Entrance = "open"
    cleared: int = 0
    timer: int | None = None
    marks: Mapping[int, Mark] = field(default_factory=dict)
    turns: Mapping[int, int] = field(default_factory=dict)

    @property
    def phase(self) -> RoomPhase:
        """What the room as a whole is at: the phase of its step, or ``lobby``, or ``ended``."""
        if self.ended:
            return "ended"
        return "lobby" if self.step is None else self.marks[self.step].phase

    def phase_of(self, step: int) -> Phase | None:
        """Return how far a step has come; None where it was not reached."""
        mark = self.marks.get(step)
        return None if mark is None else mark.phase

    def data(self) -> dict[str, Any]:
        """Return the state as plain JSON, without ``seq``."""
        return {
            "step": self.step,
            "ended": self.ended,
            "pace": self.pace,
            "home": self.home,
            "door": self.door,
            "cleared": self.cleared,
            "timer": self.timer,
            "marks": {str(n): [m.phase, m.opened, m.locked, m.at] for n, m in self.marks.items()},
            "turns": {str(n): shown for n, shown in self.turns.items()},
        }

    @classmethod
    def of(cls, seq: int, data: Mapping[str, Any]) -> State:
        """Read what ``data`` wrote."""
        return cls(
            seq=seq,
            step=data["step"],
            ended=data["ended"],
            pace=data["pace"],
            home=data["home"],
            # A room that was made before doors could be shut has neither.
            door=data.get("door", "open"),
            cleared=data.get("cleared", 0),
            timer=data["timer"],
            marks={int(n): Mark(*mark) for n, mark in data["marks"].items()},
            turns={int(n): shown for n, shown in data["turns"].items()},
        )
