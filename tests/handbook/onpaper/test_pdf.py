"""The PDF of a part, printed by a real Chromium."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from mp_exercises.handbook.onpaper import parts_of, write_pdfs
from mp_exercises.handbook.onpaper.toc import Part
from mp_exercises.paper import NoPdf, best_printer
from mp_exercises.place import source_root

pytestmark = pytest.mark.browser

NUMBER = 3


@pytest.fixture(scope="module")
def part() -> Part:
    """Return the part that is printed."""
    return parts_of(source_root())[NUMBER - 1]


@pytest.fixture(scope="module")
def pdf(handbook: Path, chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """Return a part's PDF."""
    out = tmp_path_factory.mktemp("pdf")
    with best_printer()(Path(chromium_path)) as printer:
        (file,) = write_pdfs(handbook, parts_of(source_root()), out, printer, only=(NUMBER,))
    return PdfReader(file)


def said(pdf: PdfReader, number: int) -> str:
    """Return a page's text on one line, ligatures undone; pages are counted from 1, as on paper."""
    return re.sub(r"\s+", " ", normalize("NFKC", pdf.pages[number - 1].extract_text()))


def test_it_can_be_read_aloud(pdf: PdfReader, part: Part) -> None:
    """The file is tagged, in British English, and has its title."""
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert part.title in str(pdf.metadata and pdf.metadata.title)


def test_bookmarks(pdf: PdfReader, part: Part) -> None:
    """The bookmarks are the part, its chapters in their order, and the annex."""
    top = [entry for entry in pdf.outline if not isinstance(entry, list)]
    assert [entry.title for entry in top] == [part.title, "Answers to the exercises"]
    chapters = next(entry for entry in pdf.outline if isinstance(entry, list))
    assert len([entry for entry in chapters if not isinstance(entry, list)]) == len(part.pages)


def test_the_contents_name_the_right_pages(pdf: PdfReader) -> None:
    """Each chapter stands on the page that the contents name, and that page bears its number."""
    chapters = next(entry for entry in pdf.outline if isinstance(entry, list))
    contents = said(pdf, 2)
    for chapter in (entry for entry in chapters if not isinstance(entry, list)):
        number = (pdf.get_destination_page_number(chapter) or 0) + 1
        title = re.sub(r"\s+", " ", str(chapter.title))
        assert re.search(rf"{re.escape(title)} ?{number}\b", contents), (title, number)
        assert said(pdf, number).startswith(f"{number} ")


def test_a_worksheet_names_the_page_of_its_answers(pdf: PdfReader) -> None:
    """Beside each exercise stands the page of its answers, where they are, and from there the way back."""
    pointers = 0
    for number in range(1, len(pdf.pages) + 1):
        for there in re.findall(r"The author's view is on page (\d+)", said(pdf, number)):
            pointers += 1
            assert re.search(r"Exercise on page \d+", said(pdf, int(there)))
    assert pointers >= 8


def test_an_unknown_part_is_one_line(tmp_path: Path) -> None:
    """A part that the book has not is refused in one line, with exit code 2."""
    command = [
        sys.executable,
        "-m",
        "mp_exercises",
        "book",
        "pdf",
        "--part",
        "99",
        "--out",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=source_root())
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("mp: there is no part 99")
    assert list(tmp_path.glob("out/*")) == []


def test_nothing_half_is_left(handbook: Path, tmp_path: Path) -> None:
    """Where the browser fails, the PDF that was there stays as it was."""

    class Broken:
        def print(self, html: str) -> bytes:
            raise NoPdf("Chromium has ended")

    part = parts_of(source_root())[0]
    file = tmp_path / f"{part.name}.pdf"
    file.write_bytes(b"before")
    with pytest.raises(NoPdf):
        write_pdfs(handbook, parts_of(source_root()), tmp_path, Broken(), only=(1,))  # type: ignore[arg-type]
    assert file.read_bytes() == b"before"
