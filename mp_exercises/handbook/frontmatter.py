"""The front matter of a page: who keeps it, when it was reviewed, who it is for."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import ConfigDict, Field, field_validator

from ..exercise import Source, parse_yaml, validate
from ..exercise.base import Strict, Text
from ..exercise.model import DAYS_IN_MONTH, Audience

FENCE = "---"

MARKING_FIELDS = frozenset({"owner", "reviewed", "review_in", "for"})
"""A page with one of these has the front matter of a chapter, and needs all of it."""


class FrontMatter(Strict):
    """What a chapter says of itself, above its title.

    Attributes
    ----------
    audience
        ``for`` in the file.
    first_for
        Those of them whose reading path should begin with this page.
    description
        One sentence for search engines and previews.
    """

    model_config = ConfigDict(extra="allow", populate_by_name=True)

    owner: Text
    reviewed: date
    review_in: Annotated[int, Field(ge=1, le=36)]
    audience: Annotated[tuple[Audience, ...], Field(alias="for", min_length=1)]
    first_for: tuple[Audience, ...] = ()
    description: Annotated[str, Field(min_length=20, max_length=200)]

    @field_validator("reviewed", mode="before")
    @classmethod
    def _a_day(cls, value: Any) -> Any:
        """Take a day as YAML reads it, or as Sphinx keeps it: text."""
        return value if isinstance(value, str | date) else str(value)

    @property
    def due(self) -> date:
        """The day by which the page must be reviewed again."""
        return date.fromordinal(self.reviewed.toordinal() + round(self.review_in * DAYS_IN_MONTH))


def front_matter_source(text: str, file: Path) -> Source | None:
    """Return the front matter of a page with its lines, or None where it has none.

    Raises
    ------
    SourceError
        If it is not YAML.
    """
    lines = text.splitlines()
    if not lines or lines[0].rstrip() != FENCE:
        return None
    for end, line in enumerate(lines[1:], 1):
        if line.rstrip() in (FENCE, "..."):
            return parse_yaml("\n".join(lines[1:end]), file, first_line=2)
    return None


def read_front_matter(source: Source) -> FrontMatter:
    """Return a chapter's front matter.

    Raises
    ------
    SourceError
        With each fault at its line.
    """
    return validate(FrontMatter, source)
