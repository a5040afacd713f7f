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
_DAMAGED = "it is damaged, or not a sealed file"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"


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
    if not _is_by_passphrase(sealed):
        raise Damaged(_DAMAGED)
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
    raise Damaged(_DAMAGED)


def _header(sealed: bytes) -> list[bytes]:
    """Return the first lines of a seal, armoured or not; nothing where they are none."""
    if sealed.startswith(_ARMOUR):
        lines = [line for line in sealed[:1000].splitlines()[1:6] if not line.startswith(b"-----")]
        try:
            return base64.b64decode(b"".join(lines)).split(b"\n")
        except ValueError:
            return []
    return sealed[:1000].split(b"\n")


def _is_by_passphrase(sealed: bytes) -> bool:
    """Whether a seal opens to one passphrase, and to nothing else.

    The format allows no more, and the library would do the work of each that is there.
    """
    head = _header(sealed)
    return len(head) > 3 and head[1].startswith(b"-> scrypt ") and head[3].startswith(b"--- ")


def _work(sealed: bytes) -> int:
    """Return the cost of a seal, as its header has it; 0 where there is none."""
    return int(_header(sealed)[1].split()[-1]) if sealed else 0


def _pyrage() -> Any:
    """Return the library, which only sealing needs."""
    return importlib.import_module("pyrage")
