"""The receipt that a trainee keeps: a short text, written from a template and read by it again."""

from __future__ import annotations

import re
from functools import cache
from string import Template

from ..folder import TEMPLATES
from .receipt import Receipt, ReceiptError

MOST_BYTES = 100_000
_QUOTED = re.compile(r"^[\s>|*]*")


def slip_text(receipt: Receipt) -> str:
    """Return the text for the trainee."""
    shown = {
        **receipt.data(),
        "received": receipt.time.replace("T", " ").replace("Z", " UTC"),
        "fingerprint": receipt.fingerprint,
    }
    return Template(_template()).substitute(shown)


def slip_name(receipt: Receipt) -> str:
    """Return the name of the trainee's file."""
    return f"{receipt.trainee}-{compact(receipt.time)}-{receipt.sha256[:12]}.txt"


def compact(time: str) -> str:
    """Return a receipt's time as a part of a file's name."""
    return time.replace("-", "").replace(":", "")


def is_slip(data: bytes) -> bool:
    """Whether a file looks like a trainee's receipt, whole or not."""
    if len(data) > MOST_BYTES or data.lstrip().startswith(b"{"):
        return False
    return len(_fields(data).keys() & set(_labels().values())) >= 3


def read_slip(data: bytes) -> Receipt:
    """Read a trainee's receipt, also where an email quoted it.

    Raises
    ------
    ReceiptError
        If a field is missing, stands there twice or cannot be what it should be.
    """
    fields = _fields(data)
    for label, name in _labels().items():
        if len(fields.get(name, [])) != 1:
            times = "is missing" if name not in fields else "stands there more than once"
            raise ReceiptError(f"the line {label!r} {times}")
    found = {name: values[0] for name, values in fields.items()}
    shown, time = found.pop("fingerprint"), found.pop("received")
    for name in ("sha256", "code"):
        found[name] = found[name].casefold()
    receipt = Receipt.of({**found, "time": time.replace(" UTC", "Z").replace(" ", "T")})
    if receipt.fingerprint != " ".join(shown.split()).upper():
        raise ReceiptError("its fingerprint and its record do not belong together")
    return receipt


def _fields(data: bytes) -> dict[str, list[str]]:
    """Return the values of each field that has a line."""
    found: dict[str, list[str]] = {}
    for line in data.decode("utf-8", errors="replace").splitlines():
        label, colon, value = _QUOTED.sub("", line).partition(":")
        name = _labels().get(label.strip())
        if colon and name:
            found.setdefault(name, []).append(value.strip())
    return found


@cache
def _labels() -> dict[str, str]:
    """Return the field for each label, as the template has them."""
    return dict(re.findall(r"^(\w[^:$\n]*): \$(\w+)$", _template(), re.MULTILINE))


@cache
def _template() -> str:
    return (TEMPLATES / "receipt.txt").read_text(encoding="utf-8")
