"""Each table's own answers, where there are enough of them that nobody's can be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...exercise import Exercise, ItemBase
from .bands import bands
from .counting import Answer, Part, Tally, tally
from .wording import listed, say


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    number
        None for those who sit at none.
    people
        How many there have answered.
    tally
        What they answered; None where it is not shown, and ``words`` says why.
    differs
        The ids of the parts of which most there see otherwise than most of the room.
    """

    number: int | None
    people: int
    tally: Tally | None
    words: str = ""
    differs: tuple[str, ...] = ()


def by_table(exercise: Exercise, item: ItemBase, answers: Iterable[Answer]) -> list[Table]:
    """Return each table that has answered, by number; those who sit at none come last."""
    given = [answer for answer in answers if not answer.blank]
    groups: dict[int | None, list[Answer]] = {}
    for answer in given:
        groups.setdefault(answer.table, []).append(answer)
    room = tally(exercise, item, given)
    sizes = {number: len(group) for number, group in groups.items()}
    hidden = covered(sizes)
    least = bands().least_people
    found = []
    for number in sorted(groups, key=lambda number: (number is None, number or 0)):
        if number in hidden:
            why = "table_few" if sizes[number] < least else "table_covered"
            found.append(Table(number, sizes[number], None, say(why, least=least)))
            continue
        own = _without_few(tally(exercise, item, groups[number]))
        found.append(_compared(number, own, room))
    return found


def covered(sizes: Mapping[int | None, int]) -> set[int | None]:
    """Return the tables whose answers are not shown.

    Those of fewer people than a spread needs; and where those that are hidden are so few together that
    what the others answered, taken from the whole room's, would tell it, the next smallest too.
    """
    least = bands().least_people
    hidden = {number for number, size in sizes.items() if size < least}
    rest = sorted(
        (number for number in sizes if number not in hidden), key=lambda number: (sizes[number], number or 0)
    )
    while hidden and rest and sum(sizes[number] for number in hidden) < least:
        hidden.add(rest.pop(0))
    return hidden


def _without_few(own: Tally) -> Tally:
    """Leave out what too few people of a table answered for a spread, such as a scene that one reached."""
    return replace(own, parts=tuple(part for part in own.parts if part.people >= bands().least_people))


def _compared(number: int | None, own: Tally, room: Tally) -> Table:
    theirs = {part.shape.id: part for part in room.parts}
    parts = [part for part in own.parts if _differs(part, theirs[part.shape.id])]
    names = [part.shape.name for part in parts if part.shape.name]
    if names:
        said = say("table_differs", parts=listed(names))
    else:
        said = say("table_differs_one" if parts else "table_same") if own.parts else ""
    return Table(number, own.people, own, said, tuple(part.shape.id for part in parts))


def _differs(own: Part, room: Part) -> bool:
    """Return whether more than half of a table gave what most of the room did not."""
    values, count = own.group
    common = set(room.group[0])
    return 2 * count > own.people and not common & set(values)
