"""Reading paths: each reader's pages, gathered from front matter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.handbook.tiny import Built, build_book, write_book

MATTER = """---
owner: Handbook editors
reviewed: 2026-11-20
review_in: 12
for: [{audience}]
first_for: [{first}]
description: {description}
---
# {title}

Some words to read here.
"""

CONTENTS = """format: jb-book
root: index
parts:
  - caption: Start
    chapters:
      - file: paths/mine
  - caption: Practice
    chapters:
      - file: part/second
      - file: part/first
  - caption: Choosing
    chapters:
      - file: part/third
  - caption: Reference
    chapters:
      - file: evidence
      - file: bibliography
"""


def _page(title: str, audience: str, first: str = "", more: str = "") -> str:
    description = f"What {title} is about, said in one sentence."
    return MATTER.format(title=title, audience=audience, first=first, description=description) + more


def _book(root: Path, show: str = "first", **pages: str) -> Path:
    path = _page("Mine", "supervisor", more=f"\n```{{path}} supervisor\n:show: {show}\n```\n")
    book = {
        "paths/mine.md": path,
        "part/first.md": _page("Early", "supervisor, practitioner", "supervisor"),
        "part/second.md": _page("Late", "supervisor", more="\n```{exercise} sample-all-kinds\n```\n"),
        "part/third.md": _page("Other", "panel"),
        **pages,
    }
    write_book(root, book)
    (root / "_toc.yml").write_text(CONTENTS, encoding="utf-8")
    return root


def _titles(built: Built) -> list[str]:
    return re.findall(r'class="mp-path-title"><a[^>]*href="([^"]*)"', built.page("paths/mine.html"))


def test_first_lists_only_the_pages_that_name_the_reader_first(tmp_path: Path) -> None:
    """A path begins with the pages whose front matter says so, and shows their description."""
    built = build_book(_book(tmp_path))
    assert not built.warnings
    assert _titles(built) == ["../part/first.html"]
    assert "What Early is about, said in one sentence." in built.page("paths/mine.html")


def test_rest_lists_the_other_pages_under_their_part(tmp_path: Path) -> None:
    """The rest stands under its part, says what it costs, and leaves out other readers' pages."""
    built = build_book(_book(tmp_path, "rest"))
    page = built.page("paths/mine.html")
    assert _titles(built) == ["../part/second.html"]
    assert re.search(r"<h2>Practice<", page)
    assert "Choosing</" not in page.split("bd-article", 1)[1].split("</article>")[0]
    assert "1 minute to read, and one exercise," in page


def test_a_path_follows_a_change_on_another_page(tmp_path: Path) -> None:
    """When a page joins a path, the path is written anew although its own file did not change."""
    root = _book(tmp_path)
    build_book(root)
    (root / "book/part/third.md").write_text(_page("Other", "supervisor", "supervisor"), encoding="utf-8")
    assert _titles(build_book(root, fresh=False)) == ["../part/first.html", "../part/third.html"]


def test_pages_read_side_by_side_make_the_same_path(tmp_path: Path) -> None:
    """Two reading processes gather the same entries as one."""
    assert _titles(build_book(_book(tmp_path), jobs=2)) == ["../part/first.html"]


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_other_builders_write_the_path_too(tmp_path: Path, builder: str) -> None:
    """A path is plain lists and links, so that every form of the book has it."""
    built = build_book(_book(tmp_path), builder)
    text = "".join(file.read_text(encoding="utf-8") for file in built.out.rglob("*.t*x*") if file.is_file())
    assert "What Early is about" in text


def test_an_unknown_reader_is_named_with_its_line(tmp_path: Path) -> None:
    """A path for nobody is a warning that lists the readers there are."""
    wrong = _page("Wrong", "panel", more="\n```{path} visitors\n```\n")
    (warning,) = build_book(_book(tmp_path, **{"part/third.md": wrong})).warnings
    assert re.search(r"third\.md:\d+", warning)
    assert "no path is for 'visitors'; right would be one of practitioner, supervisor" in warning
