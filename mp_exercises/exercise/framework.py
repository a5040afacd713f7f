"""The framework: competencies with behavioural anchors, and the code sets."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from .base import Credit, Slug, Strict, Text
from .kinds.coding import Code
from .kinds.rating import Scale
from .source import read_yaml, validate

FRAMEWORK = Path(__file__).parent.parent / "framework.yaml"


class ScalePoint(Strict):
    """What a point of the scale means in general."""

    point: Annotated[int, Field(ge=1, le=5)]
    name: Text
    means: Text


class Standard(Strict):
    """A statement of an outside standard that a competency serves."""

    framework: Slug
    statement: Text
    number: int | None = None
    verified: bool
    note: str = ""


class Competency(Strict):
    """Something that a worker can do, with an anchor for each point."""

    id: Slug
    name: Text
    group: Literal["skill", "practice", "supervision", "selection", "measuring", "system"]
    what: Text
    why: Text
    looks_like: Annotated[tuple[Text, ...], Field(min_length=1)]
    anchors: Annotated[dict[Annotated[int, Field(ge=1, le=5)], Text], Field(min_length=5)]
    beware: Text
    standards: tuple[Standard, ...] = ()


class FrameworkCode(Code):
    """A code, with the short name that a narrow table uses."""

    short: str = ""


class CodeSet(Strict):
    """Labels for utterances, and which of them are neighbours."""

    id: Slug
    name: Text
    speaker: Literal["worker", "family"]
    codes: Annotated[tuple[FrameworkCode, ...], Field(min_length=3)]
    near: tuple[tuple[Slug, Slug, Credit], ...] = ()


class Statement(Strict):
    """A statement of an outside standard, and whether its name was read at a source."""

    name: Text
    number: int | None = None
    verified: bool


class OutsideFramework(Strict):
    """An outside standard, and how far it was checked.

    Attributes
    ----------
    published, applies_from, applies_until
        A year or an ISO date; None where it was not read.
    sources
        Keys of the bibliography.
    """

    id: Slug
    name: Text
    publisher: Text
    status: Text
    published: str | None = None
    applies_from: str | None = None
    applies_until: str | None = None
    sources: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    note: str = ""


class Framework(Strict):
    """Everything that is judged, and in which words."""

    version: Literal[1]
    scale: Annotated[tuple[ScalePoint, ...], Field(min_length=5, max_length=5)]
    competencies: tuple[Competency, ...]
    code_sets: tuple[CodeSet, ...]
    frameworks: tuple[OutsideFramework, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Competency]:
        """Competencies by id."""
        return {competency.id: competency for competency in self.competencies}

    def scale_of(self, competency: str) -> dict[str, Any]:
        """Return a competency as a rating scale, ready for the model.

        Raises
        ------
        ValueError
            If there is no such competency.
        """
        found = self.by_id.get(competency)
        if found is None:
            raise ValueError(f"unknown competency {competency!r}; one of {', '.join(self.by_id)}")
        return Scale(id=found.id, name=found.name, what=found.what, anchors=found.anchors).model_dump()

    def codes_for(self, code_set: str, wanted: Any) -> dict[str, Any]:
        """Return ``codes`` and ``near`` of a code set, narrowed to the ids that are wanted.

        Raises
        ------
        ValueError
            If the code set or one of the codes does not exist.
        """
        sets = {entry.id: entry for entry in self.code_sets}
        if code_set not in sets:
            raise ValueError(f"unknown code set {code_set!r}; one of {', '.join(sets)}")
        codes = {code.id: code for code in sets[code_set].codes}
        ids = list(wanted) if isinstance(wanted, list | tuple) and wanted else list(codes)
        for entry in ids:
            if not isinstance(entry, str) or entry not in codes:
                raise ValueError(f"unknown code {entry!r} in {code_set!r}; one of {', '.join(codes)}")
        near = [pair for pair in sets[code_set].near if pair[0] in ids and pair[1] in ids]
        return {"codes": [codes[entry].model_dump(exclude={"short"}) for entry in ids], "near": near}


@cache
def framework(path: Path = FRAMEWORK) -> Framework:
    """Return the framework that the package carries.

    Raises
    ------
    SourceError
        If the file is not a framework; the error names each faulty line.
    """
    return validate(Framework, read_yaml(path))
