"""The panel's key put into an exercise's own file, where the author's stood, with all else as it was."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ...exercise import Exercise, parse_yaml
from ...exercise.catalogue import exercise_from
from ...marking.bands import number
from .judging import PanelKey

FLOW_WIDTH = 100_000


@dataclass(frozen=True)
class _Cut:
    """What is put in the place of some signs of the text."""

    start: int
    end: int
    text: str


def changed_text(text: str, file: Path, key: PanelKey, by: str) -> tuple[str, Exercise]:
    """Return an exercise's file with the panel's key and provenance, and the exercise that it makes.

    Parameters
    ----------
    by
        Who the panel was, in words.

    Raises
    ------
    SourceError
        If the panel's key does not pass the checks of exercises, such as ratings that hardly differ.
    """
    root = yaml.compose(text, yaml.SafeLoader)
    cuts = [_provenance(root, key, by)]
    items = _value(root, "items")
    for node in items.value:
        slug = str(_value(node, "id").value)
        if slug in key.keys:
            cuts += _key_cuts(_value(node, "key"), key.keys[slug])
    for cut in sorted(cuts, key=lambda one: -one.start):
        text = text[: cut.start] + cut.text + text[cut.end :]
    return text, exercise_from(parse_yaml(text, file))


def patch(before: str, after: str, name: str) -> str:
    """Return the change as a patch that an author can read and apply."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{name}", f"b/{name}"
    )
    return "".join(lines)


def items_changed(before: Exercise, after: Exercise) -> list[str]:
    """Return the items whose key is another one, whose reasons must be read again."""
    old = {item.id: item.full() for item in before.items if item.secret is not None}
    return [item.id for item in after.items if item.secret is not None and item.full() != old.get(item.id)]


def _provenance(root: Any, key: PanelKey, by: str) -> _Cut:
    found = key.agreement
    form = "ICC(2,k)" if found.statistic == "icc" else "Krippendorff's alpha"
    value = {
        "source": "panel",
        "by": by,
        "raters": key.raters,
        "agreement": {
            "statistic": f"{form}, {key.kind} items, the kind agreed on least",
            "value": float(number(found.value).replace("−", "-")),
            "interval": [float(number(end).replace("−", "-")) for end in (found.low, found.high)],
        },
    }
    node = _value(root, "provenance")
    return _Cut(node.start_mark.index, _end(node), _flow(value))


def _key_cuts(node: Any, made: dict[str, Any]) -> Iterator[_Cut]:
    """Yield the cuts of one item's key: values one by one where all are there, else the whole field."""
    for field, value in made.items():
        there = _value(node, field)
        if field == "order" or field == "credit":
            if yaml.safe_load(yaml.serialize(there)) != value:
                yield _Cut(there.start_mark.index, _end(there), _flow(value))
            continue
        for name, scalar in there.value:
            new = str(value[name.value])
            if scalar.value != new:
                yield _Cut(scalar.start_mark.index, scalar.end_mark.index, new)


def _value(node: Any, name: str) -> Any:
    """Return the node of a field."""
    return next(value for key, value in node.value if key.value == name)


def _end(node: Any) -> int:
    """Return where a node ends, without the line ends and remarks that a block takes with it."""
    end = int(node.end_mark.index)
    if getattr(node, "flow_style", True):
        return end
    last = _last(node)
    return int(last.end_mark.index)


def _last(node: Any) -> Any:
    """Return the last node of a block that holds a value itself."""
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        last: Any = node.value[-1]
        node = last[1] if isinstance(last, Sequence) else last
    return node


def _flow(value: Any) -> str:
    """Return a value as YAML on one line."""
    return yaml.safe_dump(
        value, default_flow_style=True, sort_keys=False, allow_unicode=True, width=FLOW_WIDTH
    ).strip()
