"""A Chromium for each page: slower, and for systems on which one cannot be driven over pipes."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from .browser import options
from .printer import NoPdf, Printer

SECONDS = 120


class OneByOne(Printer):
    """Prints each page with a Chromium of its own."""

    def __init__(self, program: Path) -> None:
        self._program = program

    def print(self, html: str) -> bytes:
        with tempfile.TemporaryDirectory(prefix="mp-paper-", ignore_cleanup_errors=True) as made:
            folder = Path(made)
            page, pdf = folder / "page.html", folder / "page.pdf"
            page.write_text(html, encoding="utf-8", errors="replace")
            command = [
                str(self._program),
                *options(),
                f"--user-data-dir={folder / 'profile'}",
                "--no-pdf-header-footer",
                "--generate-pdf-document-outline",
                "--blink-settings=scriptEnabled=false",
                f"--print-to-pdf={pdf}",
                page.as_uri(),
            ]
            try:
                done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            except (OSError, subprocess.TimeoutExpired) as error:
                raise NoPdf(f"Chromium could not print: {error}") from error
            if done.returncode or not pdf.is_file():
                raise NoPdf(f"Chromium ended with {done.returncode} and made no PDF")
            return pdf.read_bytes()

    def close(self) -> None:
        """Nothing is left running between pages."""
