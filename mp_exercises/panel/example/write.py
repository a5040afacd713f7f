"""The invented campaign on disk: the template with invented people in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ...answers import Line
from ...exercise import read_yaml
from ..deciding.table import decide
from ..folder import CAMPAIGN, Folder, open_folder
from ..new import TEMPLATE, new_campaign
from ..records import Sheet as Filled
from ..records import lock_line, read_book, settled_line, sheet_line
from ..seen import differences, units_of
from ..sheets import write_rows
from .drawing import draw_sheets
from .following import draw_probation

SETTINGS = Path(__file__).with_name("settings.yaml")


def write_example(path: Path, seed: int | None = None, *, followed: bool = False) -> Folder:
    """Write an invented campaign.

    Parameters
    ----------
    seed
        Another invented panel.
    followed
        A campaign that is over, of many candidates, with scores on probation of all who were appointed.

    Raises
    ------
    FileExistsError
        If a file of a campaign is there, before any is written.
    """
    settings: dict[str, Any] = read_yaml(SETTINGS).data
    if followed:
        settings = {**settings, **settings["followed"]}
    rng = np.random.default_rng(settings["seed"] if seed is None else seed)
    new_campaign(path)
    (path / CAMPAIGN).write_text(_campaign(settings), encoding="utf-8")
    numbers = [f"C{place:02d}" for place in range(1, settings["applicants"] + 1)]
    invited = sorted(rng.choice(numbers, settings["invited"], replace=False).tolist())
    _tables(path, numbers, invited, settings, rng)
    folder = open_folder(path)
    _records(folder, invited, settings, rng)
    _outcomes(folder, settings)
    if followed:
        _over(folder.path, "probation", draw_probation(folder, settings["probation"], rng))
    return folder


def _campaign(settings: dict[str, Any]) -> str:
    """Return the template as the invented campaign: labelled, and with more recordings."""
    text = (TEMPLATE / CAMPAIGN).read_text(encoding="utf-8")
    text = text.replace("{slug}", settings["slug"]).replace("{title}", settings["title"])
    head, _, rest = text.partition("recordings:\n")
    kept = rest[rest.index("\n# Somebody steps out") :]
    more = "".join(
        f'  - {{id: r{place}, name: "Recording {place}"}}\n' for place in range(1, settings["recordings"] + 1)
    )
    labelled = head.replace("\npost:", f"\ninvented: {settings['label']}\npost:", 1)
    return f"{labelled}recordings:\n{more}{kept}"


def _tables(
    path: Path, numbers: list[str], invited: list[str], settings: dict[str, Any], rng: np.random.Generator
) -> None:
    groups = settings["groups"]
    people: list[dict[str, object]] = []
    for number in numbers:
        drawn = {
            name: str(rng.choice(list(shares), p=list(shares.values()))) for name, shares in groups.items()
        }
        people.append({"candidate": number, **drawn})
    on: list[dict[str, object]] = [
        {"candidate": number, "stage": "application", "went_on": "yes" if number in invited else "no"}
        for number in numbers
    ]
    # More went on than six days' chairs hold, so that a group's share can be looked at.
    further = rng.random(len(on)) < settings["went_on_from_application"]
    for row, lucky in zip(on, further, strict=True):
        row["went_on"] = "yes" if lucky or row["went_on"] == "yes" else "no"
    states: list[dict[str, object]] = [
        {"candidate": number, "state": "in" if number in invited else "not invited"} for number in numbers
    ]
    adjustments = [
        {**row, "candidate": invited[row["place"]], "agreed": "2027-03-09"} for row in settings["adjustments"]
    ]
    names: list[dict[str, object]] = [
        {"candidate": number, "name": f"Invented candidate {number}"} for number in invited
    ]
    tables: dict[str, list[dict[str, object]]] = {
        "candidates": states,
        "names": names,
        "adjustments": adjustments,
        "stages": on,
        "monitoring": people,
    }
    for name, rows in tables.items():
        _over(path, name, rows, tuple(groups) if name == "monitoring" else ())


def _over(path: Path, name: str, rows: list[dict[str, object]], others: tuple[str, ...] = ()) -> None:
    """Write a table over the empty one that this very command wrote."""
    from ..sheets import sheet

    file = path / sheet(name).file
    file.unlink()
    write_rows(file, name, rows, others)


def _records(folder: Folder, invited: list[str], settings: dict[str, Any], rng: np.random.Generator) -> None:
    campaign = folder.campaign
    lines: dict[str, list[Line]] = {}
    for (member, station, unit), scores in draw_sheets(campaign, invited, settings, rng).items():
        lines.setdefault(member, []).extend(
            [
                sheet_line(campaign, station, unit, scores),
                lock_line(campaign, station, unit, Filled(scores)),
            ]
        )
    for member, made in lines.items():
        folder.record(member).append(*made)
    book = read_book(folder)
    talk = [
        settled_line(campaign, station, unit, one.criterion, settings["reason"])
        for station in campaign.stations
        for unit in units_of(folder, station)
        for one in differences(folder, book, station, unit)
    ]
    chair = next(one.id for one in campaign.members if one.chair)
    if talk:
        folder.record(chair).append(*talk)


def _outcomes(folder: Folder, settings: dict[str, Any]) -> None:
    words = settings["outcomes"]
    rows = [
        {"candidate": one.candidate, **words.get(one.state, words["near"])}
        for one in decide(folder, read_book(folder)).standings
    ]
    _over(folder.path, "outcomes", rows)
