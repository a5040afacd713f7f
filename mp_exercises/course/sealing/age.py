"""Encryption with a passphrase in the age format, which any other age program also reads.

The format is that of https://age-encryption.org/v1: a file key wrapped by scrypt, the text in
ChaCha20-Poly1305, and a keyed digest over the header. The text form, which git and email leave as
it is, wraps it in lines of base64.
"""

from __future__ import annotations

import importlib
from typing import Any


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
    Each call takes about a second and up to a gigabyte of memory: a guess costs the same.
    """
    sealed: bytes = _pyrage().passphrase.encrypt(data, passphrase, armored=True)
    return sealed


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
    try:
        data: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except pyrage.DecryptError as error:
        said = str(error)
        if said == "Decryption failed":
            raise WrongPassphrase("the passphrase is not the one it was sealed with") from error
        if said.startswith("Excessive work"):
            raise Damaged("it asks for far more work than sealing does, so it is not opened") from error
        raise Damaged("it is damaged, or not a sealed file") from error
    return data


def _pyrage() -> Any:
    """Return the library, which only sealing needs."""
    return importlib.import_module("pyrage")
