"""The members' links: whoever holds one is that member, and nobody else's sheets come with it."""

from __future__ import annotations

import json
import os
import re
import secrets
from pathlib import Path

from filelock import FileLock

from ..campaign import Member
from ..folder import LINKS, Folder
from ..wording import say

_TOKEN = re.compile(r"[0-9a-f]{32}")


def links_of(folder: Folder, *, fresh: bool = False) -> dict[str, str]:
    """Return each member's secret, made at first use and kept in the campaign's folder.

    Parameters
    ----------
    fresh
        Whether to make all of them anew, so that nobody who had an old one is let in.
    """
    file = folder.path / LINKS
    # The pages and the chair’s room may both be first to meet a new member; the second takes what is kept.
    with FileLock(file.with_name(f".{LINKS}.lock")):
        kept = {} if fresh else _read(file)
        members = {one.id: kept.get(one.id) or secrets.token_hex(16) for one in folder.campaign.members}
        if members != kept:
            _write(file, members)
    return members


def member_of(links: dict[str, str], token: str) -> str | None:
    """Return whose secret it is; None where it is nobody's."""
    found = None
    for member, secret in links.items():
        # All are compared, so that how long it takes says nothing.
        if secrets.compare_digest(secret, token):
            found = member
    return found


def said_link(member: Member, address: str, token: str) -> str:
    """Return the line by which the terminal tells a member's link."""
    return say("day.said_link", member=member.id, who=member.who, url=f"{address}/m/{token}/")


def _read(file: Path) -> dict[str, str]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return {str(one): token for one, token in data.items() if _TOKEN.fullmatch(token)}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _write(file: Path, links: dict[str, str]) -> None:
    new = file.with_name(f".{file.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        json.dump(links, out, indent=1)
    new.replace(file)
