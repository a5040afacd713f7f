"""Bookmarks that bear the names of headings."""

from __future__ import annotations

import io

from pypdf import PdfReader, PdfWriter

from mp_exercises.handbook.onpaper.bookmarks import with_headings

HTML = """<h1>Answers to the
  exercises</h1><h2>A boy who reads <em>out</em> prices</h2><h2>Bonbon</h2>"""


def pdf_with(*titles: str) -> bytes:
    """Return a PDF of one page, with bookmarks each of which stands below the one before."""
    writer, above = PdfWriter(), None
    writer.add_blank_page(width=100, height=100)
    for title in titles:
        above = writer.add_outline_item(title=title, page_number=0, parent=above)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def titles_of(pdf: bytes) -> list[str]:
    """Return the names of a PDF's bookmarks, the upper ones first."""

    def below(entries: list[object]) -> list[str]:
        return [
            name
            for entry in entries
            for name in (below(entry) if isinstance(entry, list) else [str(entry.title)])  # type: ignore[attr-defined]
        ]

    return below(list(PdfReader(io.BytesIO(pdf)).outline))


def test_names_of_headings() -> None:
    """A lost space comes back and a doubled name is said once; a name that is its own double stays."""
    pdf = pdf_with(
        "Answers to the exercisesAnswers to the exercises", "A boy who reads outprices", "Bonbon", "Else"
    )
    said = titles_of(with_headings(pdf, HTML))
    assert said == ["Answers to the exercises", "A boy who reads out prices", "Bonbon", "Else"]


def test_right_names_change_nothing() -> None:
    """Where every name is right the file is as it was."""
    pdf = pdf_with("Answers to the exercises", "Bonbon")
    assert with_headings(pdf, HTML) == pdf
