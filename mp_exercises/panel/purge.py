"""Removing personal data when a campaign is over: names, equality data, words, links."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .folder import CHAIR, LINKS, RECORDS, Folder

EQUALITY = "equality"
FEEDBACK = "feedback"


@dataclass(frozen=True)
class Wanted:
    """What is to go.

    Attributes
    ----------
    words
        Lines of evidence, reasons and comments, in records, outcomes and pages; numbers stay.
    """

    names: bool = False
    equality: bool = False
    words: bool = False
    links: bool = False


def to_go(folder: Folder, wanted: Wanted) -> list[Path]:
    """Return the files that would be removed or rewritten."""
    return list(dict.fromkeys([*_removed(folder, wanted), *_thinned(folder, wanted)]))


def purge(folder: Folder, wanted: Wanted) -> tuple[list[Path], list[Path]]:
    """Remove what is wanted, and return the files that are gone and those that lost their words."""
    thinned = _thinned(folder, wanted)
    for file in thinned:
        _without_words(file)
    gone = _removed(folder, wanted)
    for file in gone:
        file.unlink()
    equality = folder.path / EQUALITY
    if wanted.equality and equality.is_dir() and not any(equality.iterdir()):
        equality.rmdir()
    return gone, thinned


def _removed(folder: Folder, wanted: Wanted) -> list[Path]:
    found: list[Path] = []
    if wanted.names:
        found.append(folder.file("names"))
    if wanted.equality:
        found += sorted((folder.path / EQUALITY).glob("*"))
    if wanted.links:
        found += [folder.path / LINKS, folder.path / CHAIR]
    if wanted.words or wanted.names:
        # Pages may carry a name, and carry people's words.
        pages = folder.path / FEEDBACK
        found += [*sorted(pages.glob("*.html")), *sorted(pages.glob("*.pdf"))]
    if wanted.words:
        found += [folder.file("outcomes"), folder.file("adjustments")]
    return [file for file in found if file.is_file() and not file.is_symlink()]


def _thinned(folder: Folder, wanted: Wanted) -> list[Path]:
    if not wanted.words:
        return []
    files = (folder.path / RECORDS / f"{member.id}.jsonl" for member in folder.campaign.members)
    return [file for file in files if file.is_file()]


def _without_words(file: Path) -> None:
    """Rewrite a record with its numbers alone; this once, it is not appended to."""
    lines = [json.dumps(_thin(one), ensure_ascii=False, separators=(",", ":")) for one in each_line(file)]
    fresh = file.with_name(f".{file.name}.new")
    with fresh.open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def each_line(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines of a record as they stand; a fragment is left out."""
    for raw in file.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            one = json.loads(raw)
        except ValueError:
            continue
        if isinstance(one, dict):
            yield one


def _thin(one: dict[str, Any]) -> dict[str, Any]:
    answer = one.get("answer")
    if not isinstance(answer, dict):
        return one
    kept = {name: value for name, value in answer.items() if name != "why"}
    if "why" in answer:
        kept["why"] = REMOVED
    scores = answer.get("scores")
    if isinstance(scores, dict):
        kept["scores"] = {
            name: {**score, "lines": [REMOVED] if score.get("lines") else [], "higher": ""}
            for name, score in scores.items()
            if isinstance(score, dict)
        }
    return {**one, "answer": kept}


REMOVED = "removed"
"""What stands where words stood, so that a record still says that there were some."""
