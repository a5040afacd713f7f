"""Names inside a source: which are refused before anything is read."""

from __future__ import annotations

import re

from ...plain import has_unseen, is_device
from .found import Refusal
from .limits import MOST_DEPTH, MOST_NAME

_DRIVE = re.compile(r"[A-Za-z]:")
_RENAME = "a plain name; rename it, or ask for it again"


def check_part(part: str) -> None:
    """Refuse a name that a folder or file must not have.

    Raises
    ------
    Refusal
        If it is too long, holds what cannot be seen, or is a device on Windows.
    """
    if len(part) > MOST_NAME:
        raise Refusal(f"a name of {len(part)} characters", f"one of at most {MOST_NAME}")
    if has_unseen(part):
        raise Refusal("a name with characters that cannot be seen, or that turn the text around", _RENAME)
    if "\\" in part or "/" in part:
        raise Refusal("a name with a slash in it", _RENAME)
    if is_device(part):
        raise Refusal("a name that Windows keeps for a device", _RENAME)


def parts_in_zip(name: str) -> tuple[str, ...]:
    """Return the folders and the name of a file in a zip.

    Raises
    ------
    Refusal
        If it would lead out of the folder that the zip is unpacked to, or a part is refused.
    """
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        raise Refusal("an absolute path in a zip", "a zip made by the platform or by a file manager")
    parts = tuple(name.rstrip("/").split("/"))
    if ".." in name.replace("\\", "/").split("/"):
        raise Refusal("a path that leads out of the zip", "a zip made by the platform or by a file manager")
    if "" in parts or "." in parts:
        raise Refusal("a path with an empty part in a zip", "a zip made by the platform or by a file manager")
    if len(parts) > MOST_DEPTH:
        raise Refusal(f"{len(parts)} folders deep", f"at most {MOST_DEPTH}")
    for part in parts:
        check_part(part)
    return parts
