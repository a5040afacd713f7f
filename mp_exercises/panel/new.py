"""A new campaign's folder, from the template."""

from __future__ import annotations

import re
from pathlib import Path

from .folder import CAMPAIGN
from .sheets import sheet, write_rows

TEMPLATE = Path(__file__).with_name("template")
SCHEMA = Path(__file__).parents[1] / "schemas" / "campaign.schema.json"
EMPTY = ("candidates", "names", "adjustments", "stages", "outcomes", "monitoring", "probation")
"""The small tables that a new folder has, with their heads and no rows."""

GROUPINGS = ("trained", "ethnic group", "disabled", "sex", "age group")


def new_campaign(path: Path) -> list[Path]:
    """Write a campaign's folder.

    Parameters
    ----------
    path
        Made if it is not there; its name becomes the campaign's.

    Raises
    ------
    FileExistsError
        If a file of a campaign is there, before any is written.
    """
    files = {name: path / sheet(name).file for name in EMPTY}
    campaign, readme, schema = path / CAMPAIGN, path / "READ-ME.txt", path / SCHEMA.name
    for file in (campaign, readme, schema, *files.values()):
        if file.exists():
            raise FileExistsError(f"{file} is there already; name a new folder")
    title = path.resolve().name
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:60] or "campaign"
    text = (TEMPLATE / CAMPAIGN).read_text(encoding="utf-8")
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    # In quotes, since a folder may be called anything.
    quoted = "'" + title.replace("'", "''") + "'"
    campaign.write_text(text.replace("{slug}", f"'{slug}'").replace("{title}", quoted), encoding="utf-8")
    readme.write_text((TEMPLATE / "READ-ME.txt").read_text(encoding="utf-8"), encoding="utf-8")
    schema.write_text(SCHEMA.read_text(encoding="utf-8"), encoding="utf-8")
    for name, file in files.items():
        write_rows(file, name, [], GROUPINGS if name == "monitoring" else ())
    return [campaign, readme, schema, *files.values()]
