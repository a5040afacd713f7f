"""Which passphrases are refused: a sealed file may be public, so anyone can guess at leisure."""

from __future__ import annotations

import unicodedata

LEAST_CHARACTERS = 16
LEAST_DIFFERENT = 8
MOST_IN_ORDER = 6
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


class WeakPassphrase(ValueError):
    """A passphrase that does not do; the message says why and what would."""


def normal(passphrase: str) -> str:
    """Return the same text for what looks the same, however a keyboard sends its accents."""
    return unicodedata.normalize("NFC", passphrase)


def refuse_weak(passphrase: str) -> None:
    """Refuse what can be guessed.

    Raises
    ------
    WeakPassphrase
        If it is empty, short, or made of few different signs, repetition or rows of the keyboard.
    """
    why = _weakness(passphrase)
    if why:
        raise WeakPassphrase(
            f"the passphrase {why}; anyone who has the sealed file can go on guessing, "
            f"so take five or more words picked at random, at least {LEAST_CHARACTERS} characters"
        )


def _weakness(passphrase: str) -> str:
    plain = "".join(passphrase.casefold().split())
    if not plain:
        return "is empty"
    if len(passphrase) < LEAST_CHARACTERS:
        return f"has {len(passphrase)} characters"
    if len(set(plain)) < LEAST_DIFFERENT:
        return "has too few different characters"
    if (plain + plain).find(plain, 1) < len(plain):
        return "repeats itself"
    if _in_order(plain) > len(plain) // 2:
        return "follows the alphabet or the keyboard"
    return ""


def _in_order(plain: str) -> int:
    """Return how many characters stand in runs that follow a row, forwards or backwards."""
    runs = {
        row[start : start + MOST_IN_ORDER]
        for line in _ROWS
        for row in (line, line[::-1])
        for start in range(len(row) - MOST_IN_ORDER + 1)
    }
    places = {
        place + step
        for place in range(len(plain) - MOST_IN_ORDER + 1)
        if plain[place : place + MOST_IN_ORDER] in runs
        for step in range(MOST_IN_ORDER)
    }
    return len(places)
