"""What the page of a form carries for the player: the form as it is drawn and what its record needs."""

from __future__ import annotations

from collections.abc import Mapping

from .item import MOST_TEXT, Item, Note
from .model import Section
from .translate import Sheet


def form_data(sheet: Sheet, preset: Mapping[str, str]) -> dict[str, object]:
    """Return a form as JSON data.

    Parameters
    ----------
    preset
        What is filled in beforehand, by field.
    """
    form = sheet.instrument
    items = form.items.values()
    picked = [item.id for item in items if item.kind in ("scale", "level")]
    codes = [item.id for item in items if item.kind == "text" and item.shape == "code"]
    return {
        "slug": form.slug,
        "version": form.version,
        "language": form.language,
        "title": form.title,
        "audience": form.audience,
        "fields": [one.id for one in form.placed()],
        "numbers": picked + [item.id for item in items if item.kind == "number"],
        "required": [item.id for item in items if item.required],
        "labels": {one.id: one.text for one in form.placed()},
        "named": codes[:2],
        "codes": codes,
        "bounds": {item.id: [item.least, item.most] for item in items if item.kind == "number"},
        "preset": dict(preset),
        "sections": [_section(section, sheet.words) for section in form.sections],
        "closing": form.closing,
        "words": dict(sheet.words),
    }


def _section(section: Section, words: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": section.id,
        "title": section.title,
        "intro": section.intro,
        "office": section.office,
        "layout": section.layout,
        "items": [_item(item, words) for item in section.items],
    }


def _item(item: Item, words: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": item.id,
        "kind": item.kind,
        "text": item.text,
        "help": item.help,
        "required": item.required,
        "shape": item.shape,
        "lines": item.lines,
        "most": item.most_signs,
        "level": item.level,
        "long": item.long,
        "rungs": _rungs(item),
        "range": _range(item, words),
        "eleven": (item.least, item.most) == (0, 10),
        "notes": [_note(note) for note in item.notes],
    }


def _range(item: Item, words: Mapping[str, str]) -> str:
    """Return the bounds of a number in words; nothing for what is no number."""
    if item.kind != "number":
        return ""
    return words["range"].format(least=f"{item.least:g}", most=f"{item.most:g}")


def _rungs(item: Item) -> list[dict[str, object]]:
    """Return what can be picked, each with what stands before it and its words."""
    found: list[dict[str, object]] = [
        {"value": str(point), "sign": str(point) if item.long else "", "words": item.anchors[point]}
        for point in item.points
    ]
    found += [{"value": option, "sign": "", "words": text} for option, text in item.options.items()]
    if item.unseen:
        found.append({"value": "unseen", "sign": "", "words": item.unseen, "apart": True})
    return found


def _note(note: Note) -> dict[str, object]:
    return {"id": note.id, "text": note.text, "lines": note.lines, "most": MOST_TEXT}
