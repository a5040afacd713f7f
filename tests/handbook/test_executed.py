"""Pages that are worked out when the book is built: once for each state of the package."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from myst_nb.core.execute.base import ExecutionError

from mp_exercises.handbook import executed
from mp_exercises.handbook.settings import KEPT
from tests.handbook.tiny import MATTER, PLENTY, build_book, write_book

HEAD = MATTER.replace("---\n", "", 1)
PAGE = f"""---
file_format: mystnb
kernelspec: {{name: python3}}
{HEAD}
# Worked out

{PLENTY}

```{{code-cell}} ipython3
from pathlib import Path
with Path(r"LOG").open("a") as log:
    log.write("ran\\n")
print("Six times seven is", 6 * 7)
```
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return where a page writes that it was worked out."""
    return tmp_path / "log.txt"


@pytest.fixture
def root(tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a book with one page that is worked out."""
    monkeypatch.setenv(KEPT, str(tmp_path / "kept"))
    return write_book(tmp_path / "root", {"part2/worked.md": PAGE.replace("LOG", str(log))})


def ran(log: Path) -> int:
    """Return how often the page was worked out."""
    return len(log.read_text().splitlines()) if log.is_file() else 0


def test_the_result_is_on_the_page_and_kept(root: Path, log: Path) -> None:
    """What the cell printed is on the page; a second whole build shows it without working it out again."""
    built = build_book(root)
    assert built.warnings == []
    assert "Six times seven is 42" in built.page("part2/worked.html")
    assert ran(log) == 1
    again = build_book(root)
    assert "Six times seven is 42" in again.page("part2/worked.html")
    assert ran(log) == 1


def test_a_changed_package_works_it_out_again(root: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With another state of the package or its data, the same cells are worked out anew."""
    build_book(root)
    monkeypatch.setattr(executed, "package_key", lambda: "another")
    build_book(root)
    assert ran(log) == 2


def test_a_page_that_fails_stops_the_build(root: Path) -> None:
    """A cell that raises is a failed build, and no page with half a result."""
    page = root / "book" / "part2" / "worked.md"
    page.write_text(page.read_text().replace("6 * 7", "6 / 0"), encoding="utf-8")
    with pytest.raises(ExecutionError, match=r"worked\.md"):
        build_book(root)


WAIT = """
import time
from pathlib import Path
mine, other = Path(r"{mine}"), Path(r"{other}")
mine.touch()
until = time.monotonic() + 60
while not other.exists() and time.monotonic() < until:
    time.sleep(0.05)
print("met" if other.exists() else "alone")
with Path(r"{log}").open("a") as log:
    log.write("ran\\n")
"""


@pytest.fixture
def pair(tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a book with two pages, each of which waits while it is worked out for the other to begin."""
    monkeypatch.setenv(KEPT, str(tmp_path / "kept"))
    # One core would be one at a time, and each would wait in vain.
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    pages = {}
    for name, other in (("left", "right"), ("right", "left")):
        cell = WAIT.format(mine=tmp_path / name, other=tmp_path / other, log=log)
        body, fence = PAGE.split("```{code-cell}")[0], "```"
        pages[f"part2/{name}.md"] = f"{body}{fence}{{code-cell}} ipython3\n{cell}{fence}\n"
    return write_book(tmp_path / "root", pages)


def test_pages_are_worked_out_side_by_side(pair: Path, log: Path) -> None:
    """Two pages are worked out at a time, each once, by a Sphinx that reads one page at a time."""
    built = build_book(pair)
    assert built.warnings == []
    for name in ("left", "right"):
        assert "met\n" in built.page(f"part2/{name}.html")
    assert ran(log) == 2


def test_a_page_that_fails_beside_another_stops_the_build(pair: Path, log: Path) -> None:
    """Of two pages one raises: the build fails and names it, and what the other came to is kept."""
    right = pair / "book" / "part2" / "right.md"
    right.write_text(right.read_text().replace("print(", "1 / 0\nprint("), encoding="utf-8")
    with pytest.raises(ExecutionError, match=r"right\.md"):
        build_book(pair)
    assert ran(log) == 1
    right.write_text(right.read_text().replace("1 / 0\n", ""), encoding="utf-8")
    build_book(pair)
    assert ran(log) == 2


def test_the_key_follows_code_and_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed line of code or of data is another key; a file that no result comes from is not."""
    (tmp_path / "a.py").write_text("1")
    (tmp_path / "data.csv").write_text("x")
    monkeypatch.setattr(executed, "PACKAGE", tmp_path)
    key = executed.package_key.__wrapped__
    first = key()
    (tmp_path / "page.css").write_text("p {}")
    assert key() == first
    (tmp_path / "data.csv").write_text("y")
    second = key()
    assert second != first
    (tmp_path / "a.py").write_text("2")
    assert key() != second


def test_code_that_is_hidden_is_folded_away_below_its_result(root: Path) -> None:
    """A cell with the tag hide-input shows its result first, then its code behind our own words."""
    page = root / "book" / "part2" / "worked.md"
    tagged = "```{code-cell} ipython3\n:tags: [hide-input]\n"
    page.write_text(page.read_text().replace("```{code-cell} ipython3\n", tagged), encoding="utf-8")
    html = build_book(root).page("part2/worked.html")
    result, fold = html.index("Six times seven is 42"), html.index('<details class="mp-made">')
    assert result < fold < html.index("Six times seven is", fold)
    assert "How this was worked out" in html
    assert "Toggle hidden content" not in html
