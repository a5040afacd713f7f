"""``Receipt``: that a course received a record from a trainee, and when."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

VERSION = "mp-receipt 1"
MOST_FIELD = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class ReceiptError(ValueError):
    """Something that is no receipt; the message says why."""


@dataclass(frozen=True, order=True)
class Receipt:
    """One receipt.

    Attributes
    ----------
    time
        When the record was received, in UTC to the second, such as ``2026-11-20T10:11:12Z``.
    sha256
        The SHA-256 of the record's bytes, in hexadecimal.
    code
        HMAC-SHA256 (RFC 2104) over all the others with the course's secret, in hexadecimal; empty
        before it is signed.
    """

    time: str
    assessment: str
    trainee: str
    sha256: str
    course: str
    code: str = ""

    def text(self) -> str:
        """Return the canonical text that is signed: one field a line, in a set order."""
        fields = {
            "course": self.course,
            "assessment": self.assessment,
            "trainee": self.trainee,
            "sha256": self.sha256,
            "time": self.time,
        }
        return "".join(
            f"{line}\n" for line in (VERSION, *(f"{name}: {text}" for name, text in fields.items()))
        )

    def signed(self, secret: bytes) -> Receipt:
        """Return the receipt with its code."""
        return replace(self, code=hmac.new(secret, self.text().encode(), hashlib.sha256).hexdigest())

    def holds(self, secret: bytes) -> bool:
        """Whether the code is the one that the secret gives."""
        return hmac.compare_digest(self.signed(secret).code.encode(), self.code.encode())

    @property
    def fingerprint(self) -> str:
        """What a person compares: see `fingerprint`."""
        return fingerprint(self.sha256)

    def data(self) -> dict[str, str]:
        """Return the receipt as plain JSON."""
        return asdict(self)

    @classmethod
    def of(cls, data: object) -> Receipt:
        """Check plain data and return it as a receipt, which may still be forged.

        Raises
        ------
        ReceiptError
            If a field is missing or cannot be what it should be.
        """
        names = set(cls.__dataclass_fields__)
        if (
            not isinstance(data, dict)
            or set(data) != names
            or not all(_plain(value) for value in data.values())
        ):
            raise ReceiptError(f"a receipt has just {', '.join(sorted(names))}, each a short text")
        if not (_DIGEST.fullmatch(data["sha256"]) and _DIGEST.fullmatch(data["code"])):
            raise ReceiptError("a digest has 64 hexadecimal digits")
        if not _TIME.fullmatch(data["time"]):
            raise ReceiptError("a time is such as 2026-11-20T10:11:12Z")
        return cls(**data)


def digest(record: bytes) -> str:
    """Return the SHA-256 of a record's bytes, in hexadecimal."""
    return hashlib.sha256(record).hexdigest()


def fingerprint(sha256: str) -> str:
    """Return the first 16 hexadecimal digits of a record's digest in fours, as trainees see them."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4)).upper()


def stamp(time: datetime) -> str:
    """Return a time as a receipt has it."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: object) -> bool:
    return isinstance(value, str) and len(value) <= MOST_FIELD and value.isprintable()
