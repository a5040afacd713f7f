"""The pages on disk: one file a candidate, named by number or by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from ...measures.writing import Pseudonyms
from ..campaign import Campaign
from ..folder import Folder
from ..records import read_book
from ..rendering import page
from .page import Page, page_of


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    bare
        The qualities for which a candidate's sheets have no line, by number.
    without_outcome
        Candidates of whom ``outcomes.csv`` says nothing.
    """

    files: tuple[Path, ...]
    bare: dict[str, tuple[str, ...]]
    without_outcome: tuple[str, ...]


def feedback_by(campaign: Campaign) -> str:
    """Return the day by which each candidate has been offered feedback; weekends do not count."""
    days = np.busday_offset(campaign.day, campaign.bars.feedback_days, roll="backward")
    last = date.fromisoformat(str(days))
    return f"{last.day} {last:%B %Y}"


def write_pages(
    folder: Folder,
    out: Path,
    *,
    names: bool = False,
    scores: bool = False,
    pseudonymise: bool = False,
    printed: Callable[[str], bytes] | None = None,
) -> Written:
    """Write a page for each candidate, also for those who withdrew after a station.

    Parameters
    ----------
    names
        Whether ``names.csv`` is read, so that each page begins with its candidate's name.
    pseudonymise
        Whether files and pages have codes in place of candidates' numbers, and no reasons; lines stay.
    printed
        Turns a page into a PDF, where that is asked for.

    Raises
    ------
    FileExistsError
        If one of the files is there, before any is written.
    """
    if names and pseudonymise:
        raise ValueError("--names and --pseudonymise ask for opposite things; right would be one of them")
    book = read_book(folder)
    outcomes = {row["candidate"]: row for row in folder.known("outcomes")}
    known = {row["candidate"]: row["name"] for row in folder.known("names")} if names else {}
    numbers = list(folder.candidates)
    codes = dict(zip(numbers, Pseudonyms().coded(pd.Series(numbers), "candidate"), strict=True))
    made: dict[Path, Page] = {}
    for number in numbers:
        shown = codes[number] if pseudonymise else number
        outcome = outcomes.get(number)
        one = page_of(folder, book, number, name=known.get(number, ""), outcome=outcome, scores=scores)
        if any(at.lines or at.points for quality in one.qualities for at in quality.stations):
            made[out / f"{shown}.html"] = _coded(one, shown) if pseudonymise else one
    for file in made:
        if file.exists():
            raise FileExistsError(f"{file} is there already; name another folder with --out")
    out.mkdir(parents=True, exist_ok=True)
    for file, one in made.items():
        html = page("feedback.html.jinja", "base.css", "feedback.css", page=one)
        file.write_text(html, encoding="utf-8")
        if printed is not None:
            file.with_suffix(".pdf").write_bytes(printed(html))
    missing = tuple(one.number for one in made.values() if not one.outcome)
    bare = {one.number: one.bare for one in made.values() if one.bare}
    return Written(tuple(made), bare, missing)


def _coded(one: Page, code: str) -> Page:
    return replace(one, number=code, name="", reason="", next_time="")
