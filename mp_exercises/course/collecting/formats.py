"""The names of files and folders that come from platforms, browsers and mail programs, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("formats.yaml")


@dataclass(frozen=True)
class Formats:
    """What ``formats.yaml`` holds, ready to use."""

    folder: tuple[tuple[str, re.Pattern[str]], ...]
    file: tuple[tuple[str, re.Pattern[str]], ...]
    own_names: tuple[str, ...]
    copies: re.Pattern[str]
    neutral: tuple[re.Pattern[str], ...]
    version: re.Pattern[str]
    ignored: tuple[str, ...]
    records: frozenset[str]
    notebooks: frozenset[str]
    zips: frozenset[str]
    ask_for: dict[str, str]
    columns: dict[str, str]

    def is_ignored(self, part: str) -> bool:
        """Whether a file or folder is passed over in silence."""
        return any(fnmatchcase(part.casefold(), pattern) for pattern in self.ignored)

    def kind(self, name: str) -> str:
        """Return what a file is by its ending: record, notebook, zip or foreign."""
        ending = ending_of(name)
        for kind, endings in (("record", self.records), ("notebook", self.notebooks), ("zip", self.zips)):
            if ending in endings:
                return kind
        return "foreign"

    def own_name(self, stem: str, assessment: str) -> list[str]:
        """Return what a file's name may say of whose it is, most telling first."""
        found = []
        for text in self.own_names:
            match = re.fullmatch(text.replace("{assessment}", re.escape(assessment)), stem, re.IGNORECASE)
            if match:
                found.append(match["name"])
        return found


def ending_of(name: str) -> str:
    """Return a file's ending in lower case, without its dot."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


@cache
def formats() -> Formats:
    """Return the formats, read once."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    platforms = {
        where: tuple((entry["platform"], re.compile(entry["pattern"], re.DOTALL)) for entry in entries)
        for where, entries in data["platforms"].items()
    }
    return Formats(
        folder=platforms["folder"],
        file=platforms["file"],
        own_names=tuple(data["own_names"]),
        copies=re.compile(data["copies"], re.DOTALL),
        neutral=tuple(re.compile(text, re.IGNORECASE) for text in data["neutral"]),
        version=re.compile(data["version"], re.IGNORECASE),
        ignored=tuple(data["ignored"]),
        records=frozenset(data["records"]),
        notebooks=frozenset(data["notebooks"]),
        zips=frozenset(data["zips"]),
        ask_for=data["ask_for"],
        columns={heading: field for field, headings in data["columns"].items() for heading in headings},
    )
