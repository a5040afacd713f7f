"""The file that the search page loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mp_exercises.handbook.finding import NAME, write_index
from mp_exercises.handbook.finding.rules import kind_of, rules

BEFORE = "window.mpSearchIndex="


def page(title: str, text: str) -> str:
    """Return a page as it is built."""
    return f'<article class="bd-article"><section id="s"><h1>{title}</h1><p>{text}</p></section></article>'


def index_of(html: Path) -> dict[str, Any]:
    """Return what the file holds."""
    text = (html / NAME).read_text(encoding="utf-8")
    assert text.startswith(BEFORE)
    found: dict[str, Any] = json.loads(text.removeprefix(BEFORE).rstrip().removesuffix(";"))
    return found


@pytest.fixture
def html(tmp_path: Path) -> Path:
    """Return a folder of two pages and what lies beside them."""
    folder = tmp_path / "html"
    for name, text in (
        ("part2/one", page("One", "First.")),
        ("search", page("Search", "No.")),
        ("_static/x", "x"),
    ):
        file = folder / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "glossary.html").write_text(page("Glossary", "Words."), encoding="utf-8")
    return folder


def test_what_is_in_it(html: Path) -> None:
    """Every page that may be found is there once with its kind, and the search page itself is not."""
    write_index(html)
    found = index_of(html)
    assert found["pages"] == [["glossary", "Glossary", "list", ""], ["part2/one", "One", "page", ""]]
    assert found["records"] == [[0, "section", "Glossary", "", "Words."], [1, "section", "One", "", "First."]]


def test_only_what_changed_is_read_again(html: Path) -> None:
    """A changed page changes its records, a removed page leaves, and else nothing is written again."""
    write_index(html)
    before = (html / NAME).stat().st_mtime_ns
    write_index(html)
    assert (html / NAME).stat().st_mtime_ns == before
    (html / "part2/one.html").write_text(page("One", "Changed."), encoding="utf-8")
    (html / "glossary.html").unlink()
    write_index(html)
    assert index_of(html)["records"] == [[0, "section", "One", "", "Changed."]]


def test_what_was_kept_is_broken(html: Path) -> None:
    """A file of kept readings that cannot be read costs time and nothing else."""
    write_index(html)
    whole = index_of(html)
    (html.parent / "search.json").write_text("{", encoding="utf-8")
    write_index(html)
    assert index_of(html) == whole


def test_a_page_cannot_end_the_script(html: Path) -> None:
    """A page that speaks of a script element cannot end the file's own, wherever it is put."""
    (html / "part2/one.html").write_text(page("One", "&lt;/script&gt;&lt;script&gt;"), encoding="utf-8")
    write_index(html)
    assert "</" not in (html / NAME).read_text(encoding="utf-8")
    assert index_of(html)["records"][1][4] == "</script><script>"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("part2/empathy", "page"),
        ("paths/panel", "path"),
        ("evidence", "list"),
        ("search", None),
        ("404", None),
    ],
)
def test_kinds(address: str, kind: str | None) -> None:
    """A page's kind follows from its address; the search page is never found."""
    assert kind_of(address) == kind


def test_rules_are_whole() -> None:
    """Every kind has a weight, a chapter weighs most, and no word is in two groups of like words."""
    weights = rules()["weights"]
    assert set(weights) == {"page", "path", "list", "exercise", "term", "fact", "source"}
    assert max(weights, key=weights.get) == "page"
    said = [phrase for group in rules()["same"] for phrase in group]
    assert all(isinstance(phrase, str) for phrase in said)
    assert len(set(said)) == len(said)
