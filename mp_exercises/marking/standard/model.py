"""``Standard``: the cut score that a panel set, as a file of the course."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, model_validator

from ...exercise import Source, SourceError, read_yaml, validate
from ...exercise.base import Slug, Strict, Text

FOLDER = "standards"

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Coefficient = Annotated[float, Field(ge=-100, le=1, allow_inf_nan=False)]
Level = Annotated[float, Field(gt=0, lt=1)]
Apart = Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)]


class Agreement(Strict):
    """How far the panel agreed: a coefficient with its interval."""

    statistic: Literal["icc", "krippendorff-alpha"]
    form: Text
    value: Coefficient
    low: Coefficient
    high: Coefficient
    level: Level


class Leniency(Strict):
    """How far one judge's own cut lies from the panel's, as a share of all points; above 0 asks for more.

    Attributes
    ----------
    low, high
        Its interval, at the standard's level, with the items as drawn at random.
    """

    difference: Apart
    low: Apart
    high: Apart

    @model_validator(mode="after")
    def _in_order(self) -> Leniency:
        if not self.low <= self.difference <= self.high:
            raise ValueError(f"{self.difference} lies outside {self.low} to {self.high}; inside its interval")
        return self


class Standard(Strict):
    """The standard of one assessment.

    Attributes
    ----------
    value
        The share of all points from which the assessment is passed.
    low, high, level
        Its confidence interval.
    se
        Its standard error, with judges, or the graded people, as drawn at random.
    panel
        How many judges set it; for borderline regression, how many people were graded.
    rounds
        How many rounds the judges had; the last one counts.
    agreement
        None where the method has none, or it was refused.
    leniency
        Of each judge, from the one who asks for least; None where the method has no judges. Nobody is
        named: whoever may read a course may read this.
    day
        On which the standard was worked out.
    sections
        The revision of each section of the assessment that the panel saw.
    """

    schema_version: Annotated[Literal[1], Field(alias="schema")]
    assessment: Slug
    value: Share
    low: Share
    high: Share
    level: Level
    se: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    method: Literal["angoff", "borderline-regression"]
    form: Literal["yes-no", "percent", "grades"]
    panel: Annotated[int, Field(ge=1)]
    rounds: Annotated[int, Field(ge=1, le=9)]
    agreement: Agreement | None = None
    leniency: tuple[Leniency, ...] | None = None
    day: Annotated[date, Field(alias="date")]
    sections: dict[Slug, Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]]
    note: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Standard:
        if not self.low <= self.value <= self.high:
            raise ValueError(
                f"the cut {self.value} lies outside {self.low} to {self.high}; inside its interval"
            )
        if (self.form == "grades") != (self.method == "borderline-regression"):
            raise ValueError(f"form {self.form!r} of method {self.method!r}; the form that the method has")
        return self

    def stale(self, sections: Mapping[str, str]) -> tuple[str, ...]:
        """Return the sections that are new, gone or changed since the standard was set.

        Parameters
        ----------
        sections
            The revision of each section as it is now.
        """
        every = {*self.sections, *sections}
        return tuple(sorted(slug for slug in every if self.sections.get(slug) != sections.get(slug)))

    def data(self) -> dict[str, Any]:
        """Return the standard as it stands in its file."""
        dumped: dict[str, Any] = self.model_dump(by_alias=True, exclude_none=True)
        return dumped


def standard_file(course: Path, assessment: str) -> Path:
    """Return where a course keeps the standard of an assessment."""
    return course / FOLDER / f"{assessment}.yaml"


def load_standard(course: Path, assessment: str) -> Standard | None:
    """Return the standard of an assessment; None if no panel has set one.

    Parameters
    ----------
    course
        The course's folder.

    Raises
    ------
    SourceError
        If the file is faulty, or is of another assessment.
    """
    file = standard_file(course, assessment)
    if not file.exists():
        return None
    source = read_yaml(file)
    found = validate(Standard, source)
    _of(found, assessment, source)
    return found


def write_standard(course: Path, standard: Standard, *, replace: bool = False) -> Path:
    """Write a standard into a course and return its file.

    Parameters
    ----------
    replace
        Whether another standard of the assessment may be replaced.

    Raises
    ------
    FileExistsError
        If there is another one, and it may not.
    """
    file = standard_file(course, standard.assessment)
    text = yaml.safe_dump(standard.data(), sort_keys=False, allow_unicode=True)
    if file.exists() and file.read_text(encoding="utf-8") != text and not replace:
        raise FileExistsError(f"{file} holds another standard; to replace it, add --replace")
    file.parent.mkdir(exist_ok=True)
    # Whole or not at all: what is there now is what decisions rest on.
    fresh = file.with_name(f".{file.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(file)
    return file


def _of(standard: Standard, assessment: str, source: Source) -> None:
    if standard.assessment != assessment:
        raise SourceError(
            [source.fault(("assessment",), f"the standard of {standard.assessment!r}", repr(assessment))]
        )
