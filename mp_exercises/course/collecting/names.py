"""When two ways of writing a person's name are the same name."""

from __future__ import annotations

import itertools
import unicodedata

MOST_TURNED = 4
"""Up to as many parts of a name are tried in every order where they are run together."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t"}
)
_APART = str.maketrans(dict.fromkeys("'’‘ʼ`´.·‧", ""))


def _compatible(sign: str) -> str:
    """Return the plain form of a sign; accents and ligatures that hold a space for Unicode part no name."""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if sign.isspace() else plain.replace(" ", "")


def words_of(name: str) -> tuple[str, ...]:
    """Return the parts of a name in an order of their own: without case, accents, spacing and signs."""
    plain = unicodedata.normalize("NFKD", "".join(map(_compatible, name)).casefold())
    kept = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    letters = kept.translate(_LETTERS).translate(_APART)
    return tuple(sorted("".join(sign if sign.isalnum() else " " for sign in letters).split()))


def runs_of(name: str) -> set[str]:
    """Return a name's parts run together in each order that a platform may write them."""
    words = words_of(name)
    if len(words) > MOST_TURNED:
        return {"".join(words)}
    return {"".join(order) for order in itertools.permutations(words)}
