"""Where the scenario app keeps each visitor's record."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from platformdirs import user_data_path

from ..answers import Record

RECORDS_VARIABLE = "MP_RECORDS"

_TOKEN = re.compile(r"[0-9a-f]{32}")


def records_folder() -> Path:
    """Return the folder of the visitors' records: ``MP_RECORDS``, or the user's own data folder."""
    given = os.environ.get(RECORDS_VARIABLE)
    return Path(given) if given else user_data_path("mp-exercises") / "records"


def record_of(token: str, folder: Path) -> Record:
    """Return the record of the visitor who holds ``token``.

    The file's name is a digest, so that a listing of the folder lets nobody read as another.

    Raises
    ------
    ValueError
        If the token is not 32 hexadecimal digits.
    """
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise ValueError("a visitor's token is 32 hexadecimal digits")
    return Record(folder / f"{hashlib.sha256(token.encode()).hexdigest()[:32]}.jsonl")
