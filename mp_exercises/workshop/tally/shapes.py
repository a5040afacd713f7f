"""What an item is counted by: its parts, the values that each may have, and what the key gives for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from ...exercise import Exercise, ItemBase
from ...exercise.kinds.branching import BranchingItem, Scene
from ...exercise.kinds.choice import ChoiceItem
from ...exercise.kinds.coding import CodingItem
from ...exercise.kinds.goal import LEVELS, STEPS, GoalItem
from ...exercise.kinds.ranking import RankingItem
from ...exercise.kinds.rating import POINTS, RatingItem
from ...exercise.kinds.sorting import SortingItem
from .wording import say

Layout = Literal["one", "options", "grid", "scenes", "count"]
"""One part; a yes or no for each option; several parts; scenes that not everybody reached; numbers alone."""

YES, NO = "yes", "no"
ENDING = "ending"


@dataclass(frozen=True)
class Value:
    """Something that a part may be answered with.

    Attributes
    ----------
    credit
        What the key gives for it, 0 to 1; None without a key.
    """

    id: str
    label: str
    credit: float | None = None


@dataclass(frozen=True)
class Shape:
    """A part of an item.

    Attributes
    ----------
    label
        The part in an author's words.
    name
        What a sentence calls it.
    about
        What it rests on, such as a line of the transcript.
    ordered
        Whether its values are steps, of which neighbours are close.
    """

    id: str
    label: str
    name: str
    values: tuple[Value, ...]
    about: str = ""
    ordered: bool = False


@dataclass(frozen=True)
class Form:
    """An item as it is counted."""

    layout: Layout
    parts: tuple[Shape, ...] = ()


def form_of(exercise: Exercise, item: ItemBase) -> Form:
    """Return what an item is counted by; of a kind that only people can read, nothing but numbers."""
    made = _FORMS.get(type(item))
    return Form("count") if made is None else made(exercise, item)


def near(steps: int) -> float:
    """Return the credit for an answer so many steps from the key: half for a neighbour, as in goals."""
    return max(0.0, 1 - steps / 2)


def brief(text: str, most: int = 56) -> str:
    """Return the beginning of an author's text, cut between words."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[:most].rsplit(" ", 1)[0].rstrip(",.;:—–-") + "…"


def quoted(text: str) -> str:
    """Return an author's text, shortened, in quotation marks; those inside it are single ones."""
    inside = brief(text).removeprefix("“").removesuffix("”")
    return f"“{inside.replace('“', '‘').replace('”', '’')}”"


def _worth(item: ItemBase, raw: dict[str, object]) -> float | None:
    """Return what the key gives for an answer of one part."""
    return None if item.secret is None else item.in_words(raw)[0].worth


def _choice(_exercise: Exercise, item: ChoiceItem) -> Form:
    worth = {option.id: _worth(item, {"picked": [option.id]}) for option in item.options}
    if item.select == "one":
        values = tuple(Value(option.id, option.text, worth[option.id]) for option in item.options)
        return Form("one", (Shape("picked", item.prompt, "", values),))
    parts = []
    for option in item.options:
        found = worth[option.id]
        fits = None if found is None else float(found > 0)
        values = (Value(YES, say("yes"), fits), Value(NO, say("no"), None if fits is None else 1 - fits))
        parts.append(Shape(option.id, option.text, quoted(option.text), values))
    return Form("options", tuple(parts))


def _ranking(_exercise: Exercise, item: RankingItem) -> Form:
    places = range(1, len(item.options) + 1)
    spans = _spans(item)
    parts = []
    for option in item.options:
        values = tuple(
            Value(str(place), str(place), _near_span(place, spans.get(option.id))) for place in places
        )
        parts.append(Shape(option.id, option.text, quoted(option.text), values, ordered=True))
    return Form("grid", tuple(parts))


def _spans(item: RankingItem) -> dict[str, tuple[int, int]]:
    """Return the first and last place, from 1, at which the key has each response."""
    spans: dict[str, tuple[int, int]] = {}
    start = 1
    for group in item.key.order if item.key else ():
        spans.update({entry: (start, start + len(group) - 1) for entry in group})
        start += len(group)
    return spans


def _near_span(place: int, span: tuple[int, int] | None) -> float | None:
    return None if span is None else near(max(span[0] - place, place - span[1], 0))


def _sorting(_exercise: Exercise, item: SortingItem) -> Form:
    parts = []
    for card in item.cards:
        values = tuple(
            Value(entry.id, entry.text, _worth(item, {"bins": {card.id: entry.id}})) for entry in item.bins
        )
        parts.append(Shape(card.id, card.text, quoted(card.text), values))
    return Form("grid", tuple(parts))


def _coding(exercise: Exercise, item: CodingItem) -> Form:
    lines = {line.id: (number, line) for number, line in enumerate(exercise.transcript, 1)}
    people = {person.id: person.name for person in exercise.people}
    parts = []
    for line_id in item.lines:
        number, line = lines[line_id]
        values = tuple(
            Value(code.id, code.name, _worth(item, {"codes": {line_id: code.id}})) for code in item.codes
        )
        about = f"{people.get(line.who, line.who)}: {line.says}" if line.who else line.says
        parts.append(
            Shape(line_id, say("line", number=number), say("a_line", number=number), values, about=about)
        )
    return Form("grid", tuple(parts))


def _rating(_exercise: Exercise, item: RatingItem) -> Form:
    parts = []
    for skill in item.skills:
        right = item.key.ratings.get(skill.id) if item.key else None
        values = tuple(
            Value(str(point), str(point), None if right is None else near(abs(point - right)))
            for point in POINTS
        )
        name = skill.name[0].lower() + skill.name[1:]
        parts.append(Shape(skill.id, skill.name, name, values, about=skill.what, ordered=True))
    return Form("grid", tuple(parts))


def _goal(_exercise: Exercise, item: GoalItem) -> Form:
    parts = []
    for step in STEPS:
        asked = getattr(item, step)
        values = tuple(
            Value(option.id, option.text, _worth(item, {step: option.id})) for option in asked.options
        )
        parts.append(Shape(step, say(f"goal_{step}"), say(f"a_goal_{step}"), values, about=asked.prompt))
    for level in reversed(LEVELS):
        values = tuple(
            Value(option.id, option.text, _worth(item, {"levels": {level: option.id}}))
            for option in item.levels.options
        )
        shown = level.replace("-", "−") if int(level) <= 0 else f"+{level}"
        parts.append(Shape(f"level {level}", say("level", level=shown), say("a_level", level=shown), values))
    return Form("grid", tuple(parts))


def _branching(_exercise: Exercise, item: BranchingItem) -> Form:
    best = _best_replies(item)
    parts, endings = [], []
    for number, scene in enumerate(item.scenes, 1):
        about = " ".join(line.text for line in scene.lines)
        if not scene.replies:
            endings.append(Value(scene.id, brief(about, 120)))
            continue
        values = tuple(
            Value(reply.id, reply.text, None if best is None else float(reply.id in best[scene.id]))
            for reply in scene.replies
        )
        parts.append(
            Shape(scene.id, say("scene", number=number), say("a_scene", number=number), values, about=about)
        )
    last = Shape(ENDING, say("ending"), say("an_ending"), tuple(endings))
    return Form("scenes", (*parts, last))


def _best_replies(item: BranchingItem) -> dict[str, set[str]] | None:
    """Return in each scene the replies that lead to the most that is still to be earned."""
    if item.key is None:
        return None
    worth = {reply: sum(skills.values()) for reply, skills in item.key.worth.items()}
    scenes = {scene.id: scene for scene in item.scenes}
    ahead: dict[str, float] = {}

    def value(scene: Scene) -> float:
        if scene.id not in ahead:
            ahead[scene.id] = max(
                (worth.get(reply.id, 0.0) + value(scenes[reply.to]) for reply in scene.replies), default=0.0
            )
        return ahead[scene.id]

    return {
        scene.id: {
            reply.id
            for reply in scene.replies
            if worth.get(reply.id, 0.0) + value(scenes[reply.to]) >= value(scene) - 1e-9
        }
        for scene in item.scenes
    }


def endings_of(item: BranchingItem, replies: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return how many came to each ending, from how many chose each reply."""
    to = {reply.id: reply.to for scene in item.scenes for reply in scene.replies}
    last = {scene.id for scene in item.scenes if not scene.replies}
    found: dict[str, int] = {}
    for reply, count in replies:
        if to.get(reply) in last:
            found[to[reply]] = found.get(to[reply], 0) + count
    return found


_FORMS: dict[type[ItemBase], Callable[[Exercise, Any], Form]] = {
    ChoiceItem: _choice,
    RankingItem: _ranking,
    SortingItem: _sorting,
    CodingItem: _coding,
    RatingItem: _rating,
    GoalItem: _goal,
    BranchingItem: _branching,
}
