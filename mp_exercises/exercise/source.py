"""YAML with the line of every value, and validation errors that name the line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

MOST_BYTES = 1_000_000
MOST_DEPTH = 40

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The compiled loader is ten times as fast, where PyYAML was built with it."""

M = TypeVar("M", bound=BaseModel)
PathIn = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of an author's file: where, what is wrong, what would be right."""

    file: Path
    line: int
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong}; right would be {self.right}"


class SourceError(ValueError):
    """An author's file that cannot be used; carries its faults."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Source:
    """A YAML file's data, and the line (from 1) of each value by its path."""

    file: Path
    data: Any
    lines: Mapping[PathIn, int]

    def line(self, path: PathIn) -> int:
        """Return the line of the value at ``path``, or of its nearest known parent."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def fault(self, path: PathIn, wrong: str, right: str) -> Fault:
        """Return a fault at ``path``."""
        return Fault(self.file, self.line(path), wrong, right)


class _Reader:
    """Builds plain data from YAML nodes and notes their lines."""

    def __init__(self, file: Path, loader: Any) -> None:
        self._file = file
        self._loader = loader
        self.lines: dict[PathIn, int] = {}
        self.faults: list[Fault] = []

    def build(self, node: yaml.Node, path: PathIn = ()) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        if len(path) > MOST_DEPTH:
            raise SourceError([Fault(self._file, line, "nested too deeply", f"at most {MOST_DEPTH} levels")])
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(entry, (*path, index)) for index, entry in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        """Return a word, number or date; note a fault where it says to be one and is not."""
        try:
            return self._loader.construct_object(node, deep=True)
        except (ValueError, KeyError, AttributeError, TypeError, yaml.YAMLError):
            written = str(getattr(node, "value", ""))[:40]
            right = "a day that exists, such as 2026-11-23, or text in quotes"
            self.faults.append(
                Fault(self._file, node.start_mark.line + 1, f"{written!r} cannot be read", right)
            )
            return None

    def _mapping(self, node: yaml.MappingNode, path: PathIn) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = self._scalar(key_node)
            line = key_node.start_mark.line + 1
            if not isinstance(key, str | int):
                self.faults.append(Fault(self._file, line, f"{key!r} is no field name", "a word"))
                continue
            if key in data:
                self.faults.append(Fault(self._file, line, f"{key!r} stands twice", "each field once"))
            self.lines[(*path, key)] = line
            data[key] = self.build(value_node, (*path, key))
        return data


def parse_yaml(text: str, file: Path, first_line: int = 1) -> Source:
    """Parse YAML text.

    Parameters
    ----------
    first_line
        The line of ``file`` on which ``text`` begins, for front matter.

    Raises
    ------
    SourceError
        If it is not YAML, uses aliases, or has a field twice.
    """
    loader = None
    try:
        loader = _Loader(text)
        _refuse_aliases(text, file, first_line)
        node = loader.get_single_node()
        reader = _Reader(file, loader)
        data = None if node is None else reader.build(node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise SourceError(
            [Fault(file, line, f"not YAML: {error.problem}", "YAML, indented by spaces")]
        ) from error
    except SourceError:
        raise
    except (yaml.YAMLError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise SourceError([Fault(file, first_line, f"not YAML: {why}", "YAML in UTF-8")]) from error
    finally:
        if loader is not None:
            loader.dispose()
    shift = first_line - 1
    if reader.faults:
        raise SourceError(Fault(f.file, f.line + shift, f.wrong, f.right) for f in reader.faults)
    return Source(file, data, {path: line + shift for path, line in reader.lines.items()})


def _refuse_aliases(text: str, file: Path, first_line: int) -> None:
    for token in yaml.scan(text, _Loader):
        if isinstance(token, yaml.AliasToken):
            line = first_line + token.start_mark.line
            raise SourceError([Fault(file, line, "aliases (*name) are not read here", "the text itself")])


def read_yaml(file: Path) -> Source:
    """Read a YAML file.

    Raises
    ------
    SourceError
        If the file cannot be read, is too large or is not YAML.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SourceError([Fault(file, 1, "too large", f"at most {MOST_BYTES} bytes")])
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SourceError([Fault(file, 1, "not UTF-8 text", "a file saved as UTF-8")]) from error
    except OSError as error:
        raise SourceError([Fault(file, 1, f"cannot be read: {error.strerror}", "a readable file")]) from error
    return parse_yaml(text, file)


def validate(model: type[M], source: Source, context: Mapping[str, Any] | None = None) -> M:
    """Validate a source against a model.

    Raises
    ------
    SourceError
        With one fault for each error, at its line.
    """
    try:
        return model.model_validate(source.data, context=dict(context or {}))
    except ValidationError as error:
        found = [(_plain(source, entry["loc"]), entry) for entry in error.errors()]
        inner = {path[:end] for path, _ in found for end in range(len(path))}
        # A list is also too short for pydantic when one of its entries is faulty.
        told = [each for each in found if each[1]["type"] != "too_short" or each[0] not in inner]
        faults = {source.fault(_known(source, path), *_explain(path, entry, model)) for path, entry in told}
        raise SourceError(sorted(faults)) from error


def _plain(source: Source, loc: PathIn) -> PathIn:
    """Drop from pydantic's location the names of kinds, which no file holds."""
    path: PathIn = ()
    for step in loc:
        if path and isinstance(path[-1], int) and _kind_at(source.data, path) == step:
            continue
        path = (*path, step)
    return path


def _kind_at(data: Any, path: PathIn) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data.get("kind") if isinstance(data, dict) else None


def _known(source: Source, loc: PathIn) -> PathIn:
    """Return the part of a location that the file holds."""
    path: PathIn = ()
    for step in loc:
        if (*path, step) in source.lines:
            path = (*path, step)
    return path


_RIGHT = {
    "tuple_type": "a list, for example [one, two]",
    "list_type": "a list, for example [one, two]",
    "dict_type": "fields below it, each with a value",
    "model_type": "fields below it, each with a value",
    "model_attributes_type": "fields below it, each with a value",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "date_type": "a day such as 2026-11-23",
    "date_from_datetime_parsing": "a day such as 2026-11-23",
    "date_parsing": "a day such as 2026-11-23",
    "string_type": "text; put it in quotes if it is a number or a word such as yes",
}


def _shown(value: Any) -> str:
    """Return the beginning of a value as it may stand in a sentence."""
    if isinstance(value, dict | list | tuple):
        return "a list" if not isinstance(value, dict) else "fields"
    try:
        return repr(str(value)[:60])
    except ValueError:
        return "a number with too many digits"


def _explain(path: PathIn, error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """Return what is wrong and what would be right, in an author's words."""
    field = ".".join(str(step) for step in path) or "the file"
    name = str(path[-1]) if path else "the file"
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        others = [known for known in _field_names(model) if known != name]
        import difflib  # only whoever has a fault to mend waits for it

        near = difflib.get_close_matches(name, others, n=1)
        return f"unknown field {name!r}", f"{near[0]!r}" if near else "to leave it out"
    if kind == "missing":
        return f"field {name!r} is missing", f"a value for {field}"
    if kind in ("literal_error", "union_tag_invalid"):
        given = context.get("tag", error["input"])
        expected = context.get("expected") or context.get("expected_tags")
        return f"{field} is {given!r}", f"{expected}"
    if kind == "union_tag_not_found":
        return "field 'kind' is missing", "the kind of the item"
    if kind == "string_pattern_mismatch":
        return f"{field} is {error['input']!r}", "lower-case letters, digits and hyphens"
    if kind == "value_error":
        wrong, _, right = str(context.get("error", error["msg"])).partition("; ")
        return wrong, right or "another value"
    return f"{field} is {_shown(error['input'])}", _RIGHT.get(kind, error["msg"].lower())


def _field_names(model: type[BaseModel]) -> list[str]:
    """Return every field name of a model and the models inside it."""
    names: set[str] = set()
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        names.update(part.get("properties", {}))
    return sorted(names)
