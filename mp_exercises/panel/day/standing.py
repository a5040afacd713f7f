"""A campaign while its day goes on: somebody stands in, a candidate withdraws, and no tablet is disturbed."""

from __future__ import annotations

from pathlib import Path

from ...exercise.source import SourceError
from ...measures.reading.faults import TableError
from ..folder import CAMPAIGN, Folder, NoCampaign, open_folder
from ..wording import say

Stamp = tuple[tuple[int, int, int] | None, ...]


class Standing:
    """A campaign's folder, read anew once its campaign or its list of candidates was changed.

    Attributes
    ----------
    folder
        As it was last read without a fault.
    fault
        What is wrong with what stands there now; empty where nothing is.
    edition
        How often something new was read.
    """

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.fault = ""
        self.edition = 0
        self._seen = self._stamp()

    @property
    def mark(self) -> str:
        """A word that changes whenever there is anything new, or anything wrong."""
        return f"{self.edition}{'!' if self.fault else ''}"

    def look(self) -> bool:
        """Read what has changed, and return whether the folder is another; a fault changes nothing."""
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        self._seen = stamp
        try:
            folder = _read(self.folder.path)
        except (NoCampaign, SourceError, TableError, OSError) as error:
            self.fault = say("day.not_read", why=str(error).splitlines()[0])
            return False
        if folder.campaign.slug != self.folder.campaign.slug:
            self.fault = say("day.not_read", why=say("day.other_campaign"))
            return False
        self.fault = ""
        self.folder = folder
        self.edition += 1
        return True

    def _stamp(self) -> Stamp:
        return tuple(map(_stamp_of, (self.folder.path / CAMPAIGN, self.folder.file("candidates"))))


def _read(path: Path) -> Folder:
    folder = open_folder(path)
    if folder.file("candidates").exists():
        # Read now and kept, so that a fault in it shows here and not to somebody who scores.
        _ = folder.candidates
    return folder


def _stamp_of(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
