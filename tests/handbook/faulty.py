"""The faults of a tiny book, as tests compare them."""

from datetime import date

from mp_exercises.handbook.check import check_pages
from tests.handbook.tiny import write_book

TODAY = date(2026, 11, 24)


def found(root, today=TODAY):
    """Return the faults of a book as ``page:line: message``, those of the package's own files apart."""
    return [
        str(fault).replace(f"{root / 'book'}/", "")
        for fault in sorted(check_pages(root, today))
        if root in fault.file.parents
    ]


def faults_of(tmp_path, page, name="page.md", **changes):
    """Return the faults of a book with one more page."""
    return found(write_book(tmp_path, {name: page}, **changes))
