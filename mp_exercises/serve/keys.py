"""The token of a guarded page and what signs its cookie: kept, so that a server started again knows them."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Keys:
    """What lets somebody in; several servers behind one address share them."""

    token: str
    cookie: bytes


def kept_keys(file: Path, *, fresh: bool = False) -> Keys:
    """Return the keys in a file that its owner alone can read, made at first use.

    Parameters
    ----------
    fresh
        Whether to make new ones, so that nobody who had the old is let in.
    """
    kept = None if fresh else _read(file)
    if kept is None:
        kept = Keys(secrets.token_hex(24), secrets.token_bytes(32))
        _write(file, kept)
    return kept


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
