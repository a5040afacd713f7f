"""Names from outside as they may be shown, put into a spreadsheet, or name a folder."""

from __future__ import annotations

import re
import unicodedata

MOST_SHOWN = 160
MOST_ID = 64

UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""The Unicode categories of what a reader cannot see, or what turns the text around it."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INNER = re.compile(r"(;\s*)(?=[=+\-@＝＋－＠])")
"""Where a cell ends for a spreadsheet that is set to semicolons, and begins anew as a formula does."""
_ID = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._@-]*[A-Za-z0-9_-])?")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(10)}
)


def shown(text: str, most: int = MOST_SHOWN) -> str:
    """Return text on one line, with what cannot be seen written as an escape, and its end cut off."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(_escaped(sign) if unicodedata.category(sign) in UNSEEN else sign for sign in cut)


def quoted(text: str) -> str:
    """Return text as a sentence may name it."""
    return f"'{shown(text)}'"


def cell(text: str) -> str:
    """Return text as a spreadsheet may hold it: never a formula."""
    safe = _INNER.sub(r"\1'", shown(text, 1000))
    return f"'{safe}" if text.lstrip(" ").startswith(_FORMULA) else safe


def has_unseen(text: str) -> bool:
    """Whether a name holds what a reader cannot see, other than joiners inside words."""
    return any(unicodedata.category(sign) in UNSEEN and sign not in "\u00ad\u200c\u200d" for sign in text)


def is_device(name: str) -> bool:
    """Whether Windows takes a file's name for a device, whatever its ending."""
    return name.split(".")[0].strip().casefold() in _DEVICES


def is_id(text: str) -> bool:
    """Whether text can be a trainee's id in nbgrader, and a folder's name on every system."""
    return len(text) <= MOST_ID and bool(_ID.fullmatch(text)) and not is_device(text)


def _escaped(sign: str) -> str:
    number = ord(sign)
    return (
        f"\\x{number:02x}"
        if number < 0x100
        else f"\\u{number:04x}"
        if number < 0x10000
        else f"\\U{number:08x}"
    )
