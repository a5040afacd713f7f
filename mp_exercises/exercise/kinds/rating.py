"""``rating``: rate a transcript on several skills, 1 to 5, with lines as evidence."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo

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
    twice,
)
from ..reading import only, several_of, shown

POINTS = (1, 2, 3, 4, 5)
Point = Annotated[int, Field(ge=1, le=5)]
MOST_LINES = 3
EVIDENCE_SHARE = 0.25
LEAST_SPREAD = 2
"""The key must differ from every constant rating by this many points in all."""


class Scale(Strict):
    """A skill with a behavioural anchor for each point of its scale."""

    id: Slug
    name: Text
    what: Text
    anchors: dict[Point, Text]


def _from_framework(value: Any, info: ValidationInfo) -> Any:
    framework = (info.context or {}).get("framework")
    return framework.scale_of(value) if isinstance(value, str) and framework is not None else value


Skill = Annotated[Scale, BeforeValidator(_from_framework, json_schema_input_type=Slug | Scale)]


class RatingKey(KeyBase):
    """The panel's rating of each skill, its best lines of evidence, and why."""

    ratings: dict[Slug, Point]
    evidence: dict[Slug, tuple[Slug, ...]] = {}
    why: dict[Slug, Text] = {}


class RatingItem(ItemBase):
    """A transcript to rate.

    Attributes
    ----------
    skills
        What is rated, each with its anchors; an author writes the framework's ids.
    """

    kind: Literal["rating"]
    skills: Annotated[tuple[Skill, ...], Field(min_length=3, max_length=8)]
    lines: tuple[Slug, ...] = ()
    key: RatingKey | None = None

    @property
    def secret(self) -> RatingKey | None:
        return self.key

    @property
    def _skills(self) -> list[str]:
        return [skill.id for skill in self.skills]

    def read(self, raw: Raw) -> Raw:
        only(raw, "ratings", "evidence")
        given = raw.get("ratings")
        if not isinstance(given, dict) or not set(given) <= set(self._skills):
            raise AnswerError(f"ratings are an object of {', '.join(self._skills)}")
        ratings: dict[str, int] = {}
        for skill in self._skills:
            point = given.get(skill)
            if point is None:
                continue
            if isinstance(point, bool | list | dict) or point not in POINTS:
                raise AnswerError(f"{shown(point)} is not a rating; 1, 2, 3, 4 or 5 is")
            ratings[skill] = int(point)
        return {"ratings": ratings, "evidence": self._read_evidence(raw.get("evidence", {}))}

    def _read_evidence(self, given: Any) -> dict[str, list[str]]:
        if not isinstance(given, dict) or not set(given) <= set(self._skills):
            raise AnswerError(f"evidence is an object of {', '.join(self._skills)}")
        evidence = {
            skill: several_of(given[skill], self.lines, "the transcript's lines", MOST_LINES)
            for skill in self._skills
            if skill in given
        }
        return {skill: lines for skill, lines in evidence.items() if lines}

    def _constant(self) -> int:
        """Return the one rating that, given to every skill, comes closest to the key."""
        assert self.key is not None
        ratings = self.key.ratings.values()
        return min(POINTS, key=lambda point: sum(abs(point - rating) for rating in ratings))

    def judge(self, raw: Raw) -> Judgement:
        """Judge agreement against the best constant rating, and the evidence picked.

        Notes
        -----
        A skill score, 1 - D / D_ref (Murphy, 1988), where D is the summed distance from the
        key and D_ref that of the luckiest constant. Ratings left out shrink a positive mark
        in proportion. Evidence is a share of right lines less a share of wrong ones.
        """
        assert self.key is not None
        given = raw["ratings"]
        if not given:
            return BLANK
        constant, key = self._constant(), self.key.ratings
        reference = sum(abs(constant - rating) for rating in key.values())
        gain = {
            skill: (abs(constant - key[skill]) - abs(point - key[skill])) / reference
            for skill, point in given.items()
        }
        agreement = clip(sum(gain.values()))
        if agreement > 0:
            agreement *= len(given) / len(self.skills)
        if not self.key.evidence:
            return Judgement(agreement, gain)
        share = EVIDENCE_SHARE
        return Judgement(clip((1 - share) * agreement + share * self._evidence(raw["evidence"])), gain)

    def _evidence(self, picked: dict[str, list[str]]) -> float:
        assert self.key is not None
        total = 0.0
        for skill, best in self.key.evidence.items():
            hits = sum(line in best for line in picked.get(skill, ()))
            misses = len(picked.get(skill, ())) - hits
            total += hits / len(best) - misses / (len(self.lines) - len(best))
        return total / len(self.key.evidence)

    def full(self) -> Raw:
        assert self.key is not None
        evidence = {skill: list(self.key.evidence.get(skill, ())) for skill in self._skills}
        return self.read({"ratings": dict(self.key.ratings), "evidence": evidence})

    def guess(self, strategy: Strategy, rng: random.Random) -> Raw | None:
        fixed = {"first": 1, "middle": 3, "last": 5}
        if strategy != "random" and strategy not in fixed:
            return None
        ratings = {
            skill: rng.choice(POINTS) if strategy == "random" else fixed[strategy] for skill in self._skills
        }
        picks = min(2, len(self.lines))
        evidence = {
            skill: rng.sample(self.lines, picks) if strategy == "random" else list(self.lines[:picks])
            for skill in self._skills
        }
        return {"ratings": ratings, "evidence": evidence}

    def slips(self) -> Iterator[Raw]:
        best = self.full()
        for skill in self._skills:
            for point in POINTS:
                if point != best["ratings"][skill]:
                    yield {**best, "ratings": {**best["ratings"], skill: point}}

    def problems(self, context: Context) -> Iterator[Problem]:
        yield from twice(("skills",), self._skills)
        if self.key is None:
            return
        for skill in set(self._skills) - set(self.key.ratings):
            yield Problem(
                ("key", "ratings"), f"skill {skill!r} has no rating in the key", "one for each skill"
            )
        for field in ("ratings", "evidence", "why"):
            for skill in getattr(self.key, field):
                if skill not in self._skills:
                    yield Problem(
                        ("key", field, skill),
                        f"the key names skill {skill!r}, which is not rated here",
                        f"one of {', '.join(self._skills)}",
                    )
        for skill, lines in self.key.evidence.items():
            if not 1 <= len(lines) <= MOST_LINES:
                yield Problem(
                    ("key", "evidence", skill), f"{len(lines)} lines of evidence", f"1 to {MOST_LINES}"
                )
        if self.key.ratings and self._spread() < LEAST_SPREAD:
            yield Problem(
                ("key", "ratings"),
                f"the ratings hardly differ, so that {self._constant()} for every skill would do",
                f"ratings that differ from every constant by {LEAST_SPREAD} points in all",
            )

    def _spread(self) -> int:
        assert self.key is not None
        return sum(abs(self._constant() - rating) for rating in self.key.ratings.values())

    def cited(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield from super().cited()
        if self.key is not None:
            for skill, lines in self.key.evidence.items():
                for index, line in enumerate(lines):
                    yield ("key", "evidence", skill, index), line

    def outline(self) -> list[Block]:
        return [
            Block(skill.name, tuple(skill.anchors[point] for point in POINTS), ordered=True)
            for skill in self.skills
        ]

    def answer_outline(self) -> list[Block]:
        assert self.key is not None
        key = self.key
        return [
            Block(
                "ratings",
                tuple(
                    f"{skill.name}: {key.ratings[skill.id]}. {key.why.get(skill.id, '')}".strip()
                    for skill in self.skills
                ),
            )
        ]

    def in_words(self, raw: Raw) -> list[Given]:
        ratings, evidence = raw["ratings"], raw["evidence"]
        return [
            Given(
                skill.id,
                skill.name,
                str(ratings.get(skill.id, "")),
                skill.id,
                lines=tuple(evidence.get(skill.id, ())),
            )
            for skill in self.skills
            if skill.id in ratings or skill.id in evidence
        ]
