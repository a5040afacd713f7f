"""Tables that are drawn in Markdown, in real builds."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html

from tests.handbook.tiny import build_book, write_book

DRAWN = """# Page

```{table} Who hears it
| | Worker | Parent |
|---|---|---|
| A worry | *first* | at once |
| A date | | second |
```
"""

BARE = """# Page

| Who | What |
|---|---|
| Worker | listens |
"""


def test_a_drawn_table_has_caption_and_headers(tmp_path: Path) -> None:
    """The caption, a header for each column and each row, and a name for each cell are in the page."""
    built = build_book(write_book(tmp_path, {"page.md": DRAWN}))
    assert built.warnings == []
    table = lxml.html.fromstring(built.page("page.html")).xpath("//table")[0]
    assert table.xpath("string(caption)").strip() == "Who hears it"
    assert table.xpath("thead//th[@scope='col']//text()") == ["Worker", "Parent"]
    assert table.xpath("tbody//th[@scope='row']//text()") == ["A worry", "A date"]
    assert table.xpath("tbody/tr[1]/td/@data-label") == ["Worker", "Parent"]
    assert table.xpath("tbody/tr[1]/td[1]//em/text()") == ["first"]


def test_an_empty_corner_is_no_header(tmp_path: Path) -> None:
    """An empty cell above the rows' headers heads nothing, and is no header."""
    built = build_book(write_book(tmp_path, {"page.md": DRAWN}))
    heads = lxml.html.fromstring(built.page("page.html")).xpath("//table/thead/tr/*")
    assert [cell.tag for cell in heads] == ["td", "th", "th"]


FIGURES = """# Page

```{table} What there is
| | Joanna | Tolu |
|---|---|---|
| Hours | 148 | 80 |
| Leave | −20 | 61.5% |
```
"""


def classes_of(tmp_path: Path, *pages: str) -> list[list[str]]:
    """Return the classes of the one table of each page."""
    names = [f"page{number}" for number in range(len(pages))]
    built = build_book(
        write_book(tmp_path, {f"{name}.md": text for name, text in zip(names, pages, strict=True)})
    )
    tables = [lxml.html.fromstring(built.page(f"{name}.html")).xpath("//table")[0] for name in names]
    return [table.get("class", "").split() for table in tables]


def test_a_table_of_figures_stays_one_on_a_phone(tmp_path: Path) -> None:
    """A table with two columns of nothing but figures is marked as such, and one with words is not."""
    figures, drawn = classes_of(tmp_path, FIGURES, DRAWN)
    assert "mp-figures" in figures
    assert "mp-figures" not in drawn


def test_a_worksheet_is_marked_as_one(tmp_path: Path) -> None:
    """A table of nothing but places to write in is marked, so that a phone shows no column of empty boxes."""
    sheet, half = classes_of(tmp_path, re.sub(r"148|80|−20|61.5%", "…", FIGURES), FIGURES.replace("148", "…"))
    assert "mp-blank" in sheet
    assert "mp-blank" not in half


def test_a_table_without_caption_is_a_fault(tmp_path: Path) -> None:
    """A table without a caption is a warning with its line, which stops a strict build."""
    built = build_book(write_book(tmp_path, {"page.md": BARE}))
    assert len(built.warnings) == 1
    assert "page.md:3: WARNING: a table has no caption; right would be a fenced {table}" in built.warnings[0]
