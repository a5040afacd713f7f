"""Corrected keys: put where the course's keys are, while those that they replace are kept."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from ...exercise import Exercise
from ..assessment import Loaded
from ..build import replace_text
from ..built import marking_text
from ..disk import PRIVATE, write_whole
from ..folder import REPLACED, Course, CourseError

WIDTH = 110
DIGITS = 8


def refuse_other_questions(course: Course, loaded: Loaded) -> None:
    """Refuse keys to questions that are not those that trainees were given.

    Raises
    ------
    CourseError
        If the definition was changed after the notebook was released.
    """
    slug = loaded.assessment.slug
    released = course.release(slug) / f"{slug}.json"
    try:
        data = json.loads(released.read_text(encoding="utf-8"))
        given = {entry["slug"]: Exercise.model_validate(entry).revision for entry in data["sections"]}
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(
            f"{released} cannot be used; run: nbgrader generate_assignment {slug} --force"
        ) from error
    for section in loaded.keyed:
        if given.get(section.slug) != section.revision:
            raise CourseError(
                f"the questions of {section.slug} are not those that were released; take back the change "
                f"in assessments/{slug}.yaml, or release it: mp course build {slug}, then nbgrader "
                f"generate_assignment {slug} --force"
            )


def install(course: Course, loaded: Loaded, corrected: bytes) -> None:
    """Put corrected keys in their place; stopped at any point, doing it again ends the same.

    Parameters
    ----------
    corrected
        The bytes that the keys were read from.
    """
    slug = loaded.assessment.slug
    here, built = course.keys / f"{slug}.yaml", course.marking_file(slug)
    text = marking_text(loaded)
    if here.is_file() and here.read_bytes() != corrected:
        _keep(here, here.read_bytes())
    elif built.is_file() and built.read_text(encoding="utf-8") != text:
        # They were corrected where they stood: only what was built from them has the old ones.
        _keep(here, keys_text(slug, json.loads(built.read_text(encoding="utf-8"))["sections"]).encode())
    replace_text(built, text)
    if not here.is_file() or here.read_bytes() != corrected:
        write_whole(here, corrected, mode=PRIVATE)


def keys_text(slug: str, sections: list[dict[str, Any]]) -> str:
    """Return the keys in a marking file's sections as a file of keys, which ``mp remark`` can take back."""
    data = {
        "schema": 1,
        "assessment": slug,
        "provenance": sections[0]["provenance"],
        "keys": {
            section["slug"]: {item["id"]: item["key"] for item in section["items"]} for section in sections
        },
    }
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=WIDTH)


def _keep(here: Path, old: bytes) -> None:
    """Keep keys that are replaced, once."""
    digest = hashlib.sha256(old).hexdigest()[:DIGITS]
    if any(here.parent.glob(f"{here.stem}{REPLACED}*-{digest}.yaml")):
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    write_whole(here.with_name(f"{here.stem}{REPLACED}{stamp}-{digest}.yaml"), old, mode=PRIVATE)
