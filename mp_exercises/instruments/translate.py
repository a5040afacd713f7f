"""Instruments in other languages: each string of a form laid over with its translation.

A translation is a file beside the form, ``forms/SLUG.LANGUAGE.yaml``. It names the version of the form that
it translates and gives every string by the name that :func:`strings` gives it; a string that is left out,
or that the form does not have, is a fault at its line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from ..exercise import Fault, Source, SourceError, read_yaml, validate
from ..exercise.base import Slug, Strict, Text
from .catalogue import FORMS, UnknownInstrument, load
from .model import Instrument
from .wording import words

_FIELD = re.compile(r"\{[a-z]+\}")


class Translation(Strict):
    """One form in one language.

    Attributes
    ----------
    translates
        The version of the form.
    by, checked_by, checked
        Who translated it, who that reads the language compared it with the form, and when.
    strings
        By name.
    """

    instrument: Slug
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,8})*$")]
    translates: Annotated[int, Field(ge=1)]
    by: Text
    checked_by: Text
    checked: date
    strings: dict[str, Text]


@dataclass(frozen=True)
class Sheet:
    """A form with the words around it, in one language."""

    instrument: Instrument
    words: Mapping[str, str]
    guide: Mapping[str, str]


def strings(instrument: Instrument) -> dict[str, str]:
    """Return every string that people read, by a name that stays when questions change places."""
    return {name: text for name, text in _strings(instrument) if text}


def _strings(form: Instrument) -> Iterator[tuple[str, str]]:
    yield from (("title", form.title), ("summary", form.summary), ("by", form.by))
    yield from _numbered("intro", form.intro)
    for scale, anchors in form.scales.items():
        yield from ((f"scales.{scale}.{point}", anchor) for point, anchor in anchors.items())
    for section in form.sections:
        yield f"sections.{section.id}.title", section.title
        yield from _numbered(f"sections.{section.id}.intro", section.intro)
        for item in section.items:
            yield from ((f"items.{item.id}.{part}", getattr(item, part)) for part in _PARTS)
            if item.scale is None:
                yield from ((f"items.{item.id}.anchors.{p}", text) for p, text in item.anchors.items())
            yield from ((f"items.{item.id}.options.{o}", text) for o, text in item.options.items())
            yield from ((f"notes.{note.id}", note.text) for note in item.notes)
    yield from _numbered("closing", form.closing)
    for part in words("guide"):
        if part != "title":
            yield from _numbered(f"guide.{part}", getattr(form.guide, part))
    for group in ("form", "guide"):
        yield from ((f"words.{group}.{name}", text) for name, text in words(group).items())


_PARTS = ("text", "help", "unseen")


def _numbered(name: str, texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((f"{name}.{number}", text) for number, text in enumerate(texts, 1))


def sheet(instrument: Instrument, translation: Translation | None = None) -> Sheet:
    """Return a form as it is handed out, in its own language or a translation's."""
    if translation is None:
        return Sheet(instrument, words("form"), words("guide"))
    given = translation.strings
    form = Instrument.model_validate(_overlaid(instrument, translation))
    around = {group: {n: given[f"words.{group}.{n}"] for n in words(group)} for group in ("form", "guide")}
    return Sheet(form, around["form"], around["guide"])


def _overlaid(form: Instrument, translation: Translation) -> dict[str, Any]:
    """Return the form's data with each string replaced."""
    given, data = translation.strings, form.model_dump(by_alias=True)
    data["language"] = translation.language
    data |= {name: given[name] for name in ("title", "summary", "by")}
    for name in ("intro", "closing"):
        data[name] = _renumbered(given, name, data[name])
    data["guide"] = {
        part: _renumbered(given, f"guide.{part}", texts) for part, texts in data["guide"].items()
    }
    for scale, anchors in data["scales"].items():
        data["scales"][scale] = {point: given[f"scales.{scale}.{point}"] for point in anchors}
    for section in data["sections"]:
        name = f"sections.{section['id']}"
        section |= {
            "title": given[f"{name}.title"],
            "intro": _renumbered(given, f"{name}.intro", section["intro"]),
        }
        section["items"] = [_overlaid_item(given, item) for item in section["items"]]
    return data


def _overlaid_item(given: Mapping[str, str], item: dict[str, Any]) -> dict[str, Any]:
    name = f"items.{item['id']}"
    made = {**item, **{part: given[f"{name}.{part}"] for part in _PARTS if item[part]}}
    made["options"] = {option: given[f"{name}.options.{option}"] for option in item["options"]}
    made["notes"] = [{**note, "text": given[f"notes.{note['id']}"]} for note in item["notes"]]
    own = {} if item["scale"] else {p: given[f"{name}.anchors.{p}"] for p in item["anchors"]}
    return {**made, "anchors": own}


def _renumbered(given: Mapping[str, str], name: str, texts: tuple[str, ...]) -> list[str]:
    return [given[f"{name}.{number}"] for number in range(1, len(texts) + 1)]


def translation_files(folder: Path = FORMS) -> list[Path]:
    """Return the files of translations, by name."""
    return sorted(file for file in folder.glob("*.yaml") if "." in file.stem)


def translation_from(source: Source, instrument: Instrument | None = None) -> Translation:
    """Build a translation from a source, compared with the form that it translates.

    Raises
    ------
    SourceError
        With each fault at its line: also each string that is missing, and each that the form does not have.
    """
    found = validate(Translation, source)
    try:
        form = instrument or load(found.instrument)
    except UnknownInstrument as error:
        wrong, _, right = str(error).partition("; right would be ")
        raise SourceError([source.fault(("instrument",), wrong, right)]) from error
    faults = sorted(_faults(source, found, form))
    if faults:
        raise SourceError(faults)
    return found


def _faults(source: Source, found: Translation, form: Instrument) -> Iterator[Fault]:
    expected = f"{found.instrument}.{found.language}.yaml"
    if source.file.name != expected:
        yield source.fault(("language",), f"the file is called {source.file.name}", expected)
    if found.translates != form.version:
        wrong = f"it translates version {found.translates} of {form.slug}, which is at version {form.version}"
        yield source.fault(("translates",), wrong, "the strings compared with the form once more")
    wanted = strings(form)
    for name, text in wanted.items():
        if name not in found.strings:
            yield source.fault(("strings",), f"{name} is not translated", f"words for {text[:60]!r}")
        elif set(_FIELD.findall(text)) != set(_FIELD.findall(found.strings[name])):
            right = f"the same fields as in {text[:60]!r}"
            yield source.fault(("strings", name), f"{name} has other fields in braces", right)
    for name in found.strings:
        if name not in wanted:
            near = difflib.get_close_matches(name, wanted, n=1)
            yield source.fault(
                ("strings", name), f"the form has no {name}", near[0] if near else "to leave it out"
            )


@cache
def load_sheet(slug: str, language: str | None = None) -> Sheet:
    """Return an instrument as it is handed out.

    Parameters
    ----------
    language
        None for the language it was written in.

    Raises
    ------
    UnknownInstrument
        If there is none with this slug, or not in this language.
    SourceError
        If its file or its translation is faulty.
    """
    form = load(slug)
    if language is None or language == form.language:
        return sheet(form)
    known = {
        file.stem.partition(".")[2]: file for file in translation_files() if file.stem.startswith(f"{slug}.")
    }
    if language not in known:
        there = ", ".join([form.language, *known])
        raise UnknownInstrument(f"{slug} is not there in {language!r}; right would be one of {there}")
    return sheet(form, translation_from(read_yaml(known[language])))
