"""Turning pages into PDFs with a Chromium that is there already."""

from __future__ import annotations

from .browser import NoChromium, find_chromium
from .choice import best_printer
from .printer import NoPdf, Printer

__all__ = ["NoChromium", "NoPdf", "Printer", "best_printer", "find_chromium"]
