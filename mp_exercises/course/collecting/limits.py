"""How much is taken in, so that nothing that is sent can fill the disk or the memory."""

from __future__ import annotations

from ..incoming import MOST_RECORD_BYTES

MOST_NOTEBOOK_BYTES = 50_000_000
MOST_LINES = 200_000
"""Lines of one record: a long sitting in which every touch is saved has some thousands."""

MOST_FILES = 300_000
"""Files of one source: a country's cohort, with a notebook and a folder each."""

MOST_DEPTH = 12
MOST_NAME = 255

MOST_DIRECTORY_BYTES = 100_000_000
"""A zip's list of its files, which has to be read before any of them."""

MOST_RATIO = 200
FREE_BYTES = 1_000_000
"""What a file in a zip may unpack to whatever its ratio: a record of one repeated answer packs very well."""

MOST_ZIP_RATIO = 100
FREE_ZIP_BYTES = 100_000_000
MOST_ZIP_BYTES = 40_000_000_000

CHUNK = 65_536

__all__ = [
    "CHUNK",
    "FREE_BYTES",
    "FREE_ZIP_BYTES",
    "MOST_DEPTH",
    "MOST_DIRECTORY_BYTES",
    "MOST_FILES",
    "MOST_LINES",
    "MOST_NAME",
    "MOST_NOTEBOOK_BYTES",
    "MOST_RATIO",
    "MOST_RECORD_BYTES",
    "MOST_ZIP_BYTES",
    "MOST_ZIP_RATIO",
]
