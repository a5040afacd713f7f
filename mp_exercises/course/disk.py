"""Writing to disk so that a stop at any point leaves the old file or the new one, never a part."""

from __future__ import annotations

import os
from pathlib import Path

from ..answers import sync_folder

PRIVATE = 0o600
ORDINARY = 0o644


def write_whole(file: Path, data: bytes, *, mode: int = ORDINARY, sync: bool = True) -> None:
    """Write a file whole or not at all.

    Parameters
    ----------
    mode
        The permissions of the new file, where the system has them.
    sync
        Whether to return only when the disk has it; not needed for what can be made again.

    Raises
    ------
    OSError
        If it could not be written; what was there before is as it was.
    """
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    # Exclusive, so that a link that somebody puts there is not written through.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, mode), "wb") as opened:
            opened.write(data)
            if sync:
                opened.flush()
                os.fsync(opened.fileno())
        fresh.replace(file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    if sync:
        sync_folder(file.parent)


def add_lines(file: Path, lines: list[str]) -> None:
    """Add to a text file the lines that it does not have."""
    there = file.read_text(encoding="utf-8") if file.exists() else ""
    missing = [line for line in lines if line not in there.splitlines()]
    if missing:
        begun = there if not there or there.endswith("\n") else there + "\n"
        write_whole(file, (begun + "".join(f"{line}\n" for line in missing)).encode())
