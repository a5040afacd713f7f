"""How pages are put on paper, and the mark in a PDF that says which page it was made from."""

from __future__ import annotations

import hashlib
import json
from abc import ABC, abstractmethod
from pathlib import Path
from types import TracebackType
from typing import Self

PAPER = {
    "preferCSSPageSize": True,
    "printBackground": True,
    "generateTaggedPDF": True,
    "generateDocumentOutline": True,
    "displayHeaderFooter": False,
}
"""The options of ``Page.printToPDF``; the style sheet sets size and margins."""

_MARK = b"%mp-report "
_TAIL = 200


class NoPdf(RuntimeError):
    """A PDF that could not be made; the message says why."""


class Printer(ABC):
    """What turns pages into PDFs; use it as a context, in one thread."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @abstractmethod
    def print(self, html: str) -> bytes:
        """Return a page as PDF.

        Raises
        ------
        NoPdf
            If the browser cannot do it, or is gone.
        """

    @abstractmethod
    def close(self) -> None:
        """End what still runs."""


def digest_of(html: str) -> str:
    """Return what changes with a page or with how it is printed."""
    settings = json.dumps(PAPER, sort_keys=True)
    return hashlib.sha256(f"{settings}\n{html}".encode("utf-8", errors="replace")).hexdigest()


def marked(pdf: bytes, digest: str) -> bytes:
    """Return a PDF with a last line that says what it was made from.

    Notes
    -----
    A line that begins with ``%`` is a comment, and readers look for the end of a file in its last
    kilobyte (ISO 32000-1, annex H), so the line changes nothing that anybody sees.
    """
    return pdf.rstrip(b"\r\n") + b"\n" + _MARK + digest.encode() + b"\n"


def is_fresh(file: Path, digest: str) -> bool:
    """Whether a PDF is there that was made from this very page."""
    try:
        with file.open("rb") as opened:
            opened.seek(0, 2)
            opened.seek(max(0, opened.tell() - _TAIL))
            return opened.read().endswith(_MARK + digest.encode() + b"\n")
    except OSError:
        return False
