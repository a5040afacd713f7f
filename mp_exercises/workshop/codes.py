"""Codes that open a room, and tokens that say who somebody is: how they are made and compared."""

from __future__ import annotations

import hashlib
import re
import secrets

ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"
"""What people read aloud and type: no two look alike (0 and O, 1 and I and L, 2 and Z, 5 and S)."""

CODE_LENGTH = 6
PASS_LENGTH = 10

_TOKEN = re.compile(r"[0-9a-f]{32}")


def new_code() -> str:
    """Return a code for a room: one of 27^6, about 387 million."""
    return _letters(CODE_LENGTH)


def new_pass() -> str:
    """Return what a QR code holds behind the code, so that who scans it is never taken for a guesser."""
    return _letters(PASS_LENGTH)


def new_secret() -> str:
    """Return 128 random bits as 32 hexadecimal digits: a token, or the address of a projector's page."""
    return secrets.token_hex(16)


def split_door(typed: str) -> tuple[str, str]:
    """Return the code and the pass, the latter empty, of what somebody typed or a QR code held.

    Capitals, spaces and hyphens do not matter.
    """
    plain = "".join(char for char in typed.upper() if char in ALPHABET)
    return plain[:CODE_LENGTH], plain[CODE_LENGTH : CODE_LENGTH + PASS_LENGTH]


def is_token(value: object) -> bool:
    """Return whether this can be a token."""
    return isinstance(value, str) and _TOKEN.fullmatch(value) is not None


def digest(token: str) -> str:
    """Return what the store keeps of a token: enough to know it again, and not to use it.

    SHA-256 of 128 random bits needs neither salt nor stretching.
    """
    return hashlib.sha256(token.encode()).hexdigest()


def home_token(token: str) -> str:
    """Return the token of somebody's take-home page, which reads their record and can do nothing else."""
    return hashlib.sha256(b"home:" + token.encode()).hexdigest()[:32]


def _letters(number: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(number))
