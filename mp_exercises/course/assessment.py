"""``Assessment``: sections that are exercises without keys, and the keys that stand apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from ..exercise import (
    Exercise,
    Fault,
    Framework,
    ItemBase,
    KeyBase,
    Provenance,
    Source,
    SourceError,
    framework,
    read_yaml,
    validate,
)
from ..exercise.base import Slug, Strict, Text
from ..exercise.catalogue import context_of
from .scope import scope

INHERITED = ("schema", "owner", "reviewed", "review_in")
"""What every section takes from its assessment; its provenance comes with the keys."""


class Cut(Strict):
    """The share of all points from which the assessment is passed, and who says so.

    Attributes
    ----------
    method
        ``author`` is a proposal until a panel has set a standard.
    """

    value: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    method: Literal["author", "angoff", "borderline-regression"]
    note: Text

    @property
    def provisional(self) -> bool:
        """Whether no panel stands behind the cut."""
        return self.method == "author"


class Assessment(Strict):
    """A graded assessment as its author writes it, without keys.

    Attributes
    ----------
    blueprint
        How many items give evidence for each competency.
    parallel_to
        The slug of the first form, in a second one.
    """

    schema_version: Annotated[Literal[1], Field(alias="schema")]
    slug: Slug
    parallel_to: Slug | None = None
    title: Text
    intro: Text
    minutes: Annotated[int, Field(ge=1, le=480)]
    owner: Text
    reviewed: date
    review_in: Annotated[int, Field(ge=1, le=36)]
    cut: Cut
    blueprint: Annotated[dict[Slug, Annotated[int, Field(ge=1)]], Field(min_length=1)]
    sections: Annotated[tuple[Exercise, ...], Field(min_length=1, max_length=20)]

    @property
    def told(self) -> str:
        """The introduction as a trainee reads it, with what the assessment can say and what it cannot."""
        return f"{self.intro.strip()} {scope(self.blueprint)}"

    def public(self) -> dict[str, Any]:
        """Return what a trainee's copy needs, as plain JSON; it holds no key."""
        return {
            "schema": self.schema_version,
            "slug": self.slug,
            "title": self.title,
            "intro": self.told,
            "minutes": self.minutes,
            "provisional": self.cut.provisional,
            "sections": [section.without_keys().data() for section in self.sections],
        }


class Keys(Strict):
    """The keys of one assessment: by section and item, each with the fields of its kind."""

    schema_version: Annotated[Literal[1], Field(alias="schema")]
    assessment: Slug
    provenance: Provenance
    keys: dict[Slug, dict[Slug, dict[str, Any]]]


@dataclass(frozen=True)
class Loaded:
    """An assessment that has been checked against its keys.

    Attributes
    ----------
    keyed
        The sections with their keys.
    source, keys_source
        The two files, for faults that name a line.
    """

    assessment: Assessment
    keyed: tuple[Exercise, ...]
    source: Source
    keys_source: Source

    @property
    def provisional(self) -> bool:
        """Whether an author alone stands behind the keys or the cut."""
        by_author = any(section.provenance.source == "author" for section in self.keyed)
        return by_author or self.assessment.cut.provisional


def read_assessment(file: Path, keys_file: Path, known: Framework | None = None) -> Loaded:
    """Read an assessment and its keys, with every cross reference checked.

    Raises
    ------
    SourceError
        With each fault at its line, in the file where it stands.
    """
    known = known or framework()
    source, keys_source = read_yaml(file), read_yaml(keys_file)
    keys = validate(Keys, keys_source)
    _raise_if(_stray_fields(source, keys_file))
    assessment = validate(Assessment, _inherit(source, keys.provenance), {"framework": known})
    _raise_if([*_faults_of(assessment, source), *_unmatched(assessment, keys, keys_source)])
    keyed = _with_keys(assessment, keys_source)
    _raise_if(_problems(keyed, source, keys_source, known))
    return Loaded(assessment, keyed, source, keys_source)


def part(source: Source, path: tuple[str | int, ...]) -> Source:
    """Return the part of a source below ``path``, with its lines."""
    data = source.data
    for step in path:
        data = data[step]
    lines = {where[len(path) :]: line for where, line in source.lines.items() if where[: len(path)] == path}
    return Source(source.file, data, lines)


def evidence(assessment: Assessment) -> Counter[str]:
    """Return how many items give evidence for each competency."""
    items = [item for section in assessment.sections for item in section.items]
    return Counter(competency for item in items for competency in item.competencies)


def _raise_if(faults: Iterator[Fault] | list[Fault]) -> None:
    found = sorted(set(faults))
    if found:
        raise SourceError(found)


def _raw_sections(source: Source) -> list[tuple[int, dict[str, Any]]]:
    data = source.data if isinstance(source.data, dict) else {}
    sections = data.get("sections")
    entries = sections if isinstance(sections, list) else []
    return [(place, entry) for place, entry in enumerate(entries) if isinstance(entry, dict)]


def _stray_fields(source: Source, keys_file: Path) -> Iterator[Fault]:
    """Yield what a section may not hold: a key, or a field that the assessment sets for all."""
    for place, section in _raw_sections(source):
        for name in (*INHERITED, "provenance"):
            if name in section:
                yield source.fault(
                    ("sections", place, name), f"field {name!r} in a section", "to set it once for all"
                )
        items = section.get("items")
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict) and "key" in item:
                yield source.fault(
                    ("sections", place, "items", index, "key"),
                    f"a key in {source.file.name}, which trainees are given",
                    f"the key in {keys_file.name} of the keys folder",
                )


def _inherit(source: Source, provenance: Provenance) -> Source:
    """Give each section what it shares with the others."""
    if not isinstance(source.data, dict):
        return source
    shared = {name: source.data[name] for name in INHERITED if name in source.data}
    shared["provenance"] = provenance.model_dump(exclude_none=True)
    sections = source.data.get("sections")
    if isinstance(sections, list):
        sections = [{**shared, **entry} if isinstance(entry, dict) else entry for entry in sections]
    return replace(source, data={**source.data, "sections": sections})


def _faults_of(assessment: Assessment, source: Source) -> Iterator[Fault]:
    if assessment.slug != source.file.stem:
        yield source.fault(("slug",), f"slug {assessment.slug!r} in {source.file.name}", "the file's name")
    slugs = [section.slug for section in assessment.sections]
    for place, section in enumerate(assessment.sections):
        here = ("sections", place, "slug")
        if not section.slug.startswith(f"{assessment.slug}-"):
            yield source.fault(here, f"section {section.slug!r}", f"a slug that begins {assessment.slug}-")
        if section.slug in slugs[:place]:
            yield source.fault(here, f"section {section.slug!r} stands twice", "a slug of its own")
        for index, item in enumerate(section.items):
            if not item.competencies:
                yield source.fault(
                    ("sections", place, "items", index),
                    f"item {item.id!r} gives evidence for nothing",
                    "`competencies`, as the blueprint counts them",
                )
    minutes = sum(section.minutes for section in assessment.sections)
    if minutes != assessment.minutes:
        yield source.fault(
            ("minutes",), f"{assessment.minutes} minutes", f"{minutes}, as the sections add up"
        )
    yield from _blueprint_faults(assessment, source)


def _blueprint_faults(assessment: Assessment, source: Source) -> Iterator[Fault]:
    found = evidence(assessment)
    for competency in sorted(found.keys() | assessment.blueprint.keys()):
        promised, counted = assessment.blueprint.get(competency, 0), found[competency]
        if promised != counted:
            yield source.fault(
                ("blueprint", competency),
                f"the blueprint has {promised} items for {competency!r}",
                f"{counted}, as the items have it",
            )


def _unmatched(assessment: Assessment, keys: Keys, source: Source) -> Iterator[Fault]:
    """Yield keys without an item, and items without a key."""
    if keys.assessment != assessment.slug:
        yield source.fault(("assessment",), f"keys of {keys.assessment!r}", repr(assessment.slug))
    wanted = {section.slug: [item.id for item in section.items] for section in assessment.sections}
    for slug in keys.keys.keys() - wanted.keys():
        yield source.fault(("keys", slug), f"section {slug!r} does not exist", f"one of {', '.join(wanted)}")
    for slug, items in wanted.items():
        given = keys.keys.get(slug, {})
        for item in items:
            if item not in given:
                yield source.fault(("keys", slug), f"item {item!r} of {slug!r} has no key", "a key")
        for item in given.keys() - set(items):
            yield source.fault(
                ("keys", slug, item), f"item {item!r} does not exist", f"one of {', '.join(items)}"
            )


def _key_model(item: ItemBase) -> type[KeyBase]:
    annotation = type(item).model_fields["key"].annotation
    return next(kind for kind in get_args(annotation) if kind is not type(None))  # type: ignore[no-any-return]


def _with_keys(assessment: Assessment, source: Source) -> tuple[Exercise, ...]:
    faults: list[Fault] = []
    keyed = []
    for section in assessment.sections:
        keys: dict[str, KeyBase] = {}
        for item in section.items:
            try:
                keys[item.id] = validate(_key_model(item), part(source, ("keys", section.slug, item.id)))
            except SourceError as error:
                faults.extend(error.faults)
        if not faults:
            keyed.append(section.with_keys(keys))
    _raise_if(faults)
    return tuple(keyed)


def _problems(
    keyed: tuple[Exercise, ...], source: Source, keys_source: Source, known: Framework
) -> Iterator[Fault]:
    """Yield the faults that only a whole section shows, each in the file that holds it."""
    for place, section in enumerate(keyed):
        for problem in section.problems(context_of(section, known)):
            path = problem.path
            if path[:1] == ("items",) and path[2:3] == ("key",):
                item = section.items[int(path[1])].id
                where = ("keys", section.slug, item, *path[3:])
                yield keys_source.fault(where, problem.wrong, problem.right)
            else:
                yield source.fault(("sections", place, *path), problem.wrong, problem.right)
