"""The trainer's token and what signs their cookie: kept, so that a server started again knows them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from platformdirs import user_data_path

from ...serve.keys import Keys, kept_keys

TOKEN_VARIABLE = "MP_WORKSHOP_TOKEN"
LEAST_TOKEN = 24

_TOKEN = re.compile(r"[0-9A-Za-z_-]{24,128}")


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
    kept = kept_keys(file, fresh=fresh)
    return Keys(given, _cookie_for(given)) if given else kept


def _cookie_for(token: str) -> bytes:
    """Return what signs cookies where servers share nothing but their token."""
    return b"mp-workshop:" + token.encode()
