"""Bytes that many ask for: packed once, and known by a tag to whoever has them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

from .policy import NOTHING


@dataclass(frozen=True)
class Made:
    """Something as it is sent."""

    body: bytes
    packed: bytes
    tag: str
    policy: str = NOTHING


def made(body: bytes, policy: str = NOTHING) -> Made:
    """Return bytes ready to be sent."""
    tag = hashlib.sha256(body).hexdigest()[:16]
    return Made(body, gzip.compress(body, 9, mtime=0), tag, policy)
