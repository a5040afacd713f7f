"""Encryption with a passphrase in the age format, which any other age program also reads.

The format is that of https://age-encryption.org/v1: a file key wrapped by scrypt, the text in
ChaCha20-Poly1305, and a keyed digest over the header. The text form, which git and email leave as
it is, wraps it in lines of base64.
"""

from __future__ import annotations

import base64
import importlib
from typing import Any

ENOUGH = 17
"""Base 2 logarithm of scrypt's cost: about what a laptop does in a quarter of a second, in 128 MiB."""
LOCKS, UNLOCKS = 3, 10
"""How often the library is asked at most."""

_DEAR = "Excessive work"


class Locked(ValueError):
    """Sealed text that was not opened; the message says why."""


class WrongPassphrase(Locked):
    """The passphrase is not the one that it was sealed with."""


class Damaged(Locked):
    """What is there is not whole."""


def lock(data: bytes, passphrase: str) -> bytes:
    """Return ``data`` encrypted, as lines of text.

    Notes
    -----
    Each call takes about a second and up to a gigabyte of memory: a guess costs the same. The library sets
    the cost by how fast the machine is in one moment, so that a busy one may come out far too cheap: then it
    is asked again, and the dearest is taken.
    """
    best: bytes = b""
    for _ in range(LOCKS):
        sealed: bytes = _pyrage().passphrase.encrypt(data, passphrase, armored=True)
        best = max(best, sealed, key=_work)
        if _work(best) >= ENOUGH:
            break
    return best


def unlock(sealed: bytes, passphrase: str) -> bytes:
    """Return what was encrypted.

    Raises
    ------
    WrongPassphrase
        If the passphrase is another one. A change in the two lines that hold the wrapped key
        cannot be told from that.
    Damaged
        If the passphrase was right and a part is changed or missing, or if it is no sealed text.
    """
    pyrage = _pyrage()
    said = ""
    # What is too dear is judged by how fast the machine is in one moment: a busy one is asked again.
    for _ in range(UNLOCKS):
        try:
            data: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
        except pyrage.DecryptError as error:
            said = str(error)
        else:
            return data
        if not said.startswith(_DEAR):
            break
    if said == "Decryption failed":
        raise WrongPassphrase("the passphrase is not the one it was sealed with")
    if said.startswith(_DEAR):
        raise Damaged("it asks for far more work than sealing does, so it is not opened")
    raise Damaged("it is damaged, or not a sealed file")


def _work(sealed: bytes) -> int:
    """Return the cost of a seal, as the second line of its header has it; 0 where there is none."""
    head = base64.b64decode(b"".join(sealed.splitlines()[1:3]))
    return int(head.split(b"\n")[1].split()[-1]) if head else 0


def _pyrage() -> Any:
    """Return the library, which only sealing needs."""
    return importlib.import_module("pyrage")
