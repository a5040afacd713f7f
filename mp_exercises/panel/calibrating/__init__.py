"""Calibration: how far a panel agrees about the same recordings, who is lenient, which anchors part them."""

from .agreeing import Agreed, agreed, rated
from .anchors import Parted, Reading, parted, readings
from .certificate import Certificate, certificate

__all__ = [
    "Agreed",
    "Certificate",
    "Parted",
    "Reading",
    "agreed",
    "certificate",
    "parted",
    "rated",
    "readings",
]
