"""The trainer's token and what signs their cookie: kept, so that a server started again knows them."""

from __future__ import annotations

import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

TOKEN_VARIABLE = "MP_WORKSHOP_TOKEN"
LEAST_TOKEN = 24

_TOKEN = re.compile(r"[0-9A-Za-z_-]{24,128}")


@dataclass(frozen=True)
class Keys:
    """What lets a trainer in; several servers behind one address share them."""

    token: str
    cookie: bytes


def keys_in(folder: Path | None = None, *, fresh: bool = False) -> Keys:
    """Return the keys of this user, made at first use; ``MP_WORKSHOP_TOKEN`` names another token.

    Parameters
    ----------
    folder
        Where they are kept; by default the user's own data folder.
    fresh
        Whether to make new ones, so that nobody who had the old is let in.

    Raises
    ------
    ValueError
        If the token that the variable names can be guessed.
    """
    # Out of the environment, which the trainer's kernel inherits.
    given = os.environ.pop(TOKEN_VARIABLE, "")
    if given and not _TOKEN.fullmatch(given):
        raise ValueError(f"{TOKEN_VARIABLE} has at least {LEAST_TOKEN} letters, digits, - or _")
    file = (folder or user_data_path("mp-exercises") / "workshops") / "trainer.json"
    kept = None if fresh else _read(file)
    if kept is None:
        kept = Keys(secrets.token_hex(24), secrets.token_bytes(32))
        _write(file, kept)
    return Keys(given, _cookie_for(given)) if given else kept


def _cookie_for(token: str) -> bytes:
    """Return what signs cookies where servers share nothing but their token."""
    return b"mp-workshop:" + token.encode()


def _read(file: Path) -> Keys | None:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        return Keys(data["token"], bytes.fromhex(data["cookie"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, keys: Keys) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump({"token": keys.token, "cookie": keys.cookie.hex()}, out)
    new.replace(file)
