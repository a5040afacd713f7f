"""``branching``: a visit turn by turn; the path is judged against the best one."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from ..base import (
    BLANK,
    AnswerError,
    Block,
    Context,
    Given,
    ItemBase,
    Judgement,
    KeyBase,
    Problem,
    Raw,
    Slug,
    Strategy,
    Strict,
    Text,
    clip,
    pick_by,
    twice,
)
from ..reading import one_of, only

Move = Annotated[int, Field(ge=-2, le=2)]

Ahead = tuple[dict[str, float], dict[str, float]]
"""What is still to be earned from each scene: by chance, and at best."""


class Line(Strict):
    """Something said or seen in a scene; without a speaker it is narration."""

    who: Slug | None = None
    text: Text


class Reply(Strict):
    """What the worker may say or do next.

    Attributes
    ----------
    engagement
        Steps by which the family's engagement moves.
    then
        The family's answer, shown before the next scene.
    to
        The next scene.
    """

    id: Slug
    text: Text
    engagement: Move = 0
    then: tuple[Line, ...] = ()
    to: Slug


class Scene(Strict):
    """A moment of the visit; without replies it is an ending."""

    id: Slug
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    replies: tuple[Reply, ...] = ()


class BranchingKey(KeyBase):
    """What each reply is worth for each skill, and why."""

    worth: dict[Slug, dict[Slug, Annotated[float, Field(ge=-3, le=3, allow_inf_nan=False)]]]
    why: dict[Slug, Text] = {}


class BranchingItem(ItemBase):
    """A visit to play.

    Attributes
    ----------
    engagement
        Where the family's engagement starts, 1 (closed) to 5 (open).
    """

    kind: Literal["branching"]
    engagement: Annotated[int, Field(ge=1, le=5)] = 3
    scenes: Annotated[tuple[Scene, ...], Field(min_length=3, max_length=80)]
    key: BranchingKey | None = None

    @property
    def secret(self) -> BranchingKey | None:
        return self.key

    @cached_property
    def _scenes(self) -> Mapping[str, Scene]:
        return {scene.id: scene for scene in self.scenes}

    def read(self, raw: Raw) -> Raw:
        only(raw, "path")
        path = raw.get("path")
        if not isinstance(path, list) or len(path) > len(self.scenes):
            raise AnswerError("a path is a list of replies, one for each scene at most")
        scene = self.scenes[0]
        for reply in path:
            here = {entry.id: entry for entry in scene.replies}
            scene = self._scenes[here[one_of(reply, here, f"a reply in scene {scene.id!r}")].to]
        return {"path": list(path)}

    def _worth(self, reply: str, skill: str | None) -> float:
        assert self.key is not None
        worth = self.key.worth.get(reply, {})
        return sum(worth.values()) if skill is None else worth.get(skill, 0.0)

    @cached_property
    def _kept(self) -> dict[str | None, tuple[BranchingKey | None, Ahead]]:
        """What was worked out before, each with the key it came from: a copy may have another."""
        return {}

    def _values(self, skill: str | None) -> Ahead:
        """Return what is still to be earned from each scene: by chance, and at best."""
        key, found = self._kept.get(skill, (None, None))
        if found is None or key is not self.key:
            found = self._work_out(skill)
            self._kept[skill] = self.key, found
        return found

    def _work_out(self, skill: str | None) -> Ahead:
        chance: dict[str, float] = {}
        best: dict[str, float] = {}

        def visit(scene: Scene) -> None:
            for reply in scene.replies:
                if reply.to not in best:
                    visit(self._scenes[reply.to])
            ahead = [(self._worth(reply.id, skill), reply.to) for reply in scene.replies]
            chance[scene.id] = sum(worth + chance[to] for worth, to in ahead) / len(ahead) if ahead else 0.0
            best[scene.id] = max((worth + best[to] for worth, to in ahead), default=0.0)

        visit(self.scenes[0])
        return chance, best

    def _earned(self, path: list[str], skill: str | None) -> float | None:
        """Return the share of what the best path earns above a random walk; None if nothing."""
        chance, best = self._values(skill)
        start = self.scenes[0]
        reach = best[start.id] - chance[start.id]
        if reach <= 0:
            return None
        scene, earned = start, 0.0
        for _, reply in self._steps(path):
            earned += self._worth(reply.id, skill)
            scene = self._scenes[reply.to]
        return clip((earned + chance[scene.id] - chance[start.id]) / reach)

    def _steps(self, path: list[str]) -> Iterator[tuple[Scene, Reply]]:
        """Yield each scene of a path with the reply that was taken there."""
        scene = self.scenes[0]
        for step in path:
            reply = next(entry for entry in scene.replies if entry.id == step)
            yield scene, reply
            scene = self._scenes[reply.to]

    def judge(self, raw: Raw) -> Judgement:
        """Judge the path between a random walk, which earns 0, and the best, which earns 1.

        Notes
        -----
        Scenes that were not reached count as a random walk from there.
        """
        path = raw["path"]
        if not path:
            return BLANK
        assert self.key is not None
        skills = sorted({skill for worth in self.key.worth.values() for skill in worth})
        by_skill = {skill: self._earned(path, skill) for skill in skills}
        value = self._earned(path, None)
        return Judgement(
            value or 0.0, skills={skill: mark for skill, mark in by_skill.items() if mark is not None}
        )

    def _walk(self, choose: Mapping[str, str]) -> list[str]:
        """Return the path of one who takes ``choose[scene]`` in each scene."""
        scene, path = self.scenes[0], []
        while scene.replies:
            path.append(choose[scene.id])
            scene = self._scenes[next(reply.to for reply in scene.replies if reply.id == path[-1])]
        return path

    def full(self) -> Raw:
        _, best = self._values(None)
        choose = {
            scene.id: max(scene.replies, key=lambda reply: self._worth(reply.id, None) + best[reply.to]).id
            for scene in self.scenes
            if scene.replies and scene.id in best
        }
        return {"path": self._walk(choose)}

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        choose = {
            scene.id: pick_by(
                [reply.id for reply in scene.replies],
                strategy,
                {reply.id: reply.text for reply in scene.replies},
                rng,
            )
            for scene in self.scenes
            if scene.replies
        }
        return {"path": self._walk(choose)}

    def slips(self) -> Iterator[Raw]:
        """Yield each path that leaves the best one once, where that costs, and then plays on at best."""
        _, best = self._values(None)
        path = self.full()["path"]
        for step, (scene, taken) in enumerate(self._steps(path)):
            reach = {reply.id: self._worth(reply.id, None) + best[reply.to] for reply in scene.replies}
            for reply in scene.replies:
                if reach[reply.id] < reach[taken.id]:
                    yield {"path": [*path[:step], reply.id]}

    def problems(self, context: Context) -> Iterator[Problem]:
        yield from twice(("scenes",), [scene.id for scene in self.scenes])
        seen: set[str] = set()
        for place, scene in enumerate(self.scenes):
            for index, reply in enumerate(scene.replies):
                here = ("scenes", place, "replies", index)
                if reply.id in seen:
                    yield Problem(here, f"id {reply.id!r} stands twice", "an id of its own for each reply")
                seen.add(reply.id)
                if reply.to not in self._scenes:
                    right = f"one of {', '.join(self._scenes)}"
                    yield Problem((*here, "to"), f"scene {reply.to!r} does not exist", right)
            if len(scene.replies) == 1:
                yield Problem(("scenes", place, "replies"), "one reply is no choice", "two or more, or none")
        yield from self._lost_scenes()
        if self.key is not None:
            for reply_id in {*self.key.worth, *self.key.why} - seen:
                wrong = f"reply {reply_id!r} does not exist"
                yield Problem(("key", "worth", reply_id), wrong, "the id of a reply")
            for reply_id, worth in self.key.worth.items():
                for skill in set(worth) - context.competencies:
                    yield Problem(
                        ("key", "worth", reply_id, skill),
                        f"competency {skill!r} does not exist",
                        f"one of {', '.join(sorted(context.competencies))}",
                    )

    def _lost_scenes(self) -> Iterator[Problem]:
        """Yield scenes that no path reaches, and circles."""
        state: dict[str, str] = {}
        circles: set[str] = set()

        def visit(scene: str) -> None:
            if scene not in self._scenes or state.get(scene) == "done":
                return
            if state.get(scene) == "open":
                circles.add(scene)
                return
            state[scene] = "open"
            for reply in self._scenes[scene].replies:
                visit(reply.to)
            state[scene] = "done"

        visit(self.scenes[0].id)
        for place, entry in enumerate(self.scenes):
            if entry.id in circles:
                yield Problem(
                    ("scenes", place), f"scene {entry.id!r} leads back to itself", "a visit that ends"
                )
            if entry.id not in state:
                yield Problem(
                    ("scenes", place), f"no reply leads to scene {entry.id!r}", "a reply with it as `to`"
                )

    def outline(self) -> list[Block]:
        names = {scene.id: f"{place}" for place, scene in enumerate(self.scenes, 1)}
        blocks = []
        for scene in self.scenes:
            blocks.append(Block(f"scene {names[scene.id]}", tuple(line.text for line in scene.lines)))
            if scene.replies:
                entries = tuple(f"{reply.text} → {names[reply.to]}" for reply in scene.replies)
                blocks.append(Block("replies", entries))
        return blocks

    def answer_outline(self) -> list[Block]:
        text = {reply.id: reply.text for scene in self.scenes for reply in scene.replies}
        return [Block("best-path", tuple(text[step] for step in self.full()["path"]), ordered=True)]

    def in_words(self, raw: Raw) -> list[Given]:
        return [
            Given(scene.id, " ".join(line.text for line in scene.lines), reply.text, reply.id)
            for scene, reply in self._steps(raw["path"])
        ]
