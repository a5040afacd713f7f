"""What a file is by the course's receipts: intact, altered, forged or unknown, in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...plain import quoted, shown
from ..folder import Course
from ..incoming import MOST_RECORD_BYTES, Unreadable, plain_bytes
from .kin import kept_files, kin_of
from .ledger import ledgers
from .receipt import Receipt, ReceiptError, digest
from .secret import secret
from .slip import is_slip, read_slip


@dataclass(frozen=True)
class Verdict:
    """What one file is.

    Attributes
    ----------
    holds
        Whether it is what the course received, or a receipt that the course gave.
    """

    file: Path
    holds: bool
    says: str

    def __str__(self) -> str:
        return f"{shown(str(self.file), 400)}: {self.says}"


class Checker:
    """Judges files by the secret and the lists of a course.

    Raises
    ------
    CourseError
        If the course's secret is not there.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._name = course.course_id
        self._secret = secret(course)
        self._lists = ledgers(course)
        self._receipts = [receipt for found in self._lists for receipt in found.receipts]
        self._by_record: dict[str, list[Receipt]] = defaultdict(list)
        for receipt in self._receipts:
            self._by_record[receipt.sha256].append(receipt)

    def judge(self, file: Path) -> Verdict:
        """Judge a record, or a receipt that a trainee shows.

        Raises
        ------
        OSError
            If it cannot be read.
        """
        with file.open("rb") as opened:
            data = opened.read(MOST_RECORD_BYTES + 1)
        if len(data) > MOST_RECORD_BYTES:
            return Verdict(file, False, f"unknown; it is over {MOST_RECORD_BYTES:,} bytes, as no record is")
        return Verdict(file, *(self._slip(data) if is_slip(data) else self._record(data)))

    def kept(self) -> Iterator[Verdict]:
        """Judge every record that the course keeps, each as its trainee's, and the lists themselves."""
        for file, assessment, trainee in kept_files(self._course):
            yield Verdict(file, *self._as_kept(file, assessment, trainee))
        for found in self._lists:
            if found.damaged:
                yield Verdict(found.file, False, f"altered; {found.damaged} lines of it are no receipts")

    def _as_kept(self, file: Path, assessment: str, trainee: str) -> tuple[bool, str]:
        try:
            data = plain_bytes(file, MOST_RECORD_BYTES) or b""
        except Unreadable as error:
            return False, f"unknown; {error}"
        given = self._by_record.get(digest(data), [])
        own = [receipt for receipt in given if (receipt.assessment, receipt.trainee) == (assessment, trainee)]
        return self._listed(own) if own else self._misplaced(data, given, trainee)

    def _record(self, data: bytes) -> tuple[bool, str]:
        given = self._by_record.get(digest(data), [])
        if given:
            return self._listed(given)
        kin = kin_of(data, self._course, self._by_record)
        if kin is None:
            return (
                False,
                "unknown; no receipt was given for it, and it shares no answer with a record kept here",
            )
        return False, f"{kin.says}; compared with {_told(kin.receipt)}"

    def _listed(self, given: list[Receipt]) -> tuple[bool, str]:
        true = [receipt for receipt in given if receipt.holds(self._secret)]
        if true:
            return True, f"intact; it is {' and '.join(map(_told, true))}"
        return False, f"not proved; the list has it as {_told(given[0])}, but that entry's code is wrong"

    def _misplaced(self, data: bytes, given: list[Receipt], trainee: str) -> tuple[bool, str]:
        if given:
            return False, f"not {trainee}'s; it is {_told(given[0])}"
        holds, says = self._record(data)
        return holds, f"{says}; if it came another way, give one with: mp receipt issue"

    def _slip(self, data: bytes) -> tuple[bool, str]:
        try:
            receipt = read_slip(data)
        except ReceiptError as error:
            return False, f"altered or not whole; {error}"
        if receipt.course != self._name:
            return (
                False,
                f"unknown; it is of the course {quoted(receipt.course)}, and this is {self._name!r}",
            )
        if receipt.holds(self._secret):
            listed = receipt in self._receipts
            says = f"genuine; it is for {_told(receipt)}"
            return listed, says if listed else f"{says}, but the list has lost it"
        return False, self._false_slip(receipt)

    def _false_slip(self, receipt: Receipt) -> str:
        """Say what a receipt with a wrong code was made from, if that can be seen."""
        same_code = [each for each in self._receipts if each.code == receipt.code]
        same_record = self._by_record.get(receipt.sha256, [])
        for true in (*same_code, *same_record):
            if true.holds(self._secret):
                return f"altered; the receipt that was given is for {_told(true)}"
        return "forged; its code was not made by this course"


def _told(receipt: Receipt) -> str:
    return (
        f"{receipt.trainee}'s record {receipt.fingerprint} for {receipt.assessment}, received {receipt.time}"
    )
