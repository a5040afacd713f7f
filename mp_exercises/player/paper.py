"""``Paper``: an assessment as a trainee is given it, read from its public definition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..answers import Line, RecordError
from ..exercise import Exercise
from ..sitting import SITTER, accept, accept_sitter
from .payload import payload


class NoPaper(ValueError):
    """No assessment that may be given to trainees; the message says what would be one."""


@dataclass(frozen=True)
class Paper:
    """An assessment without its keys.

    Attributes
    ----------
    public
        The public definition, as plain JSON.
    sections
        Its sections, none of which carries a key.
    """

    public: Mapping[str, Any]
    sections: tuple[Exercise, ...]

    @classmethod
    def of(cls, public: object) -> Paper:
        """Return the paper of a public definition.

        Raises
        ------
        NoPaper
            If it is no assessment, or carries a key.
        """
        if not isinstance(public, Mapping):
            raise NoPaper(_WHAT)
        try:
            sections = tuple(Exercise.model_validate(entry) for entry in public["sections"])
            given = (str(public["slug"]), str(public["title"]), int(public["minutes"]))
        except (KeyError, TypeError, ValueError, ValidationError) as error:
            raise NoPaper(_WHAT) from error
        if not sections or not all(given):
            raise NoPaper("an assessment without a section, a name, a title or minutes")
        if any(item.secret is not None for section in sections for item in section.items):
            raise NoPaper("it carries keys; give the file from release/, which has none")
        return cls(public, sections)

    @property
    def slug(self) -> str:
        """The assessment's name."""
        return str(self.public["slug"])

    def payload(self) -> dict[str, Any]:
        """Return what the front end needs to show it all."""
        head = {name: self.public[name] for name in _HEAD if name in self.public}
        return {**head, "sections": [payload(section, "graded") for section in self.sections]}

    def owns(self, line: Line) -> bool:
        """Return whether a line of a record belongs to this assessment."""
        return line.exercise == self.slug or any(line.exercise == section.slug for section in self.sections)

    def accept(self, line: Line) -> Line:
        """Return a line that came from a front end, with its answer in canonical form.

        Raises
        ------
        RecordError
            If it does not belong to this assessment, or its answer cannot be one.
        """
        if line.exercise == self.slug and line.item == SITTER:
            return accept_sitter(self.slug, line)
        for section in self.sections:
            if section.slug == line.exercise:
                return accept(section, line)
        raise RecordError(f"an answer to {line.exercise}, which is no section of {self.slug}")


_WHAT = "no assessment as `mp course build` writes it for trainees"
_HEAD = ("slug", "title", "intro", "minutes", "provisional")


def read_paper(path: Path) -> Paper:
    """Return the assessment in a file, or in a released folder that has one.

    Raises
    ------
    NoPaper
        If there is none, or it carries keys.
    """
    file = _file_in(path) if path.is_dir() else path
    try:
        public = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NoPaper(f"{file} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise NoPaper(f"{file} is no JSON; give the file that `mp course build` writes") from error
    try:
        return Paper.of(public)
    except NoPaper as error:
        raise NoPaper(f"{file}: {error}") from error


def _file_in(folder: Path) -> Path:
    files = sorted(folder.glob("*.json"))
    if len(files) != 1:
        raise NoPaper(f"{folder} has {len(files)} JSON files; give the one file of the assessment")
    return files[0]
