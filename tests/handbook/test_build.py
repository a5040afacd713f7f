"""Building by the jupyter-book command, and by plain Sphinx on what it exports."""

import re
import subprocess
import sys

import pytest

from mp_exercises.handbook.build import BuildError, build
from mp_exercises.handbook.digest import PARTS, pages_digest, rest_digest
from mp_exercises.place import PACKAGE
from tests.handbook.tiny import ROOT, write_book

PAGE = "# Page\n\nFirst words.\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """Return the root of a book and where it was built."""
    root = write_book(tmp_path_factory.mktemp("root"), {"page.md": PAGE})
    out = tmp_path_factory.mktemp("out")
    said = []
    assert build(root, out, report=said.append) == out / "_build" / "html"
    assert said == ["Building the handbook …"]
    return root, out


def test_nothing_changed_is_quick_and_loads_no_sphinx(book):
    """A second build in a fresh process says so, without Sphinx."""
    root, out = book
    code = (
        "import sys; from pathlib import Path; from mp_exercises.handbook.build import build\n"
        f"build(Path({str(root)!r}), Path({str(out)!r}), report=print); print('sphinx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["The handbook is up to date.", "False"]


def test_changed_page_is_rebuilt_alone(book):
    """An edited page reaches the output, and the rest is kept."""
    root, out = book
    (root / "book" / "page.md").write_text(PAGE.replace("First", "Second"), encoding="utf-8")
    said = []
    html = build(root, out, report=said.append)
    assert said == ["Building the changed pages of the handbook …"]
    assert "Second words." in (html / "page.html").read_text(encoding="utf-8")


def test_a_warning_stops_the_build_and_keeps_the_last_one(book):
    """The error holds the line that an author needs, and the last good pages stay as they were."""
    root, out = book
    page = root / "book" / "page.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good + "\n{evidence}`nothing`\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BuildError, match=r"page\.md:5: WARNING: unknown evidence 'nothing'"):
            build(root, out, report=lambda _: None)
    assert (out / "_build" / "html" / "page.html").is_file()
    page.write_text(good, encoding="utf-8")
    said = []
    build(root, out, report=said.append)
    assert said == ["The handbook is up to date."]


def test_output_that_was_deleted_is_built_again(tmp_path):
    """A stamp without its output is not believed; the digests tell what kind of change it was."""
    root = write_book(tmp_path, {"page.md": PAGE})
    before = pages_digest(root), rest_digest(root)
    assert before == (pages_digest(root), rest_digest(root))
    (root / "book" / "page.md").write_text("# Other\n", encoding="utf-8")
    assert pages_digest(root) != before[0]
    assert rest_digest(root) == before[1]
    (root / "book" / "new.md").write_text("# New\n", encoding="utf-8")
    added = rest_digest(root)
    assert added != before[1]
    (root / "book" / "evidence.yaml").write_text("[]\n", encoding="utf-8")
    assert rest_digest(root) != added


def test_what_pages_are_made_of_is_looked_at():
    """Each module that a page runs, and each that the book's extensions use, counts as part of a build."""
    run = {
        found
        for page in (ROOT / "book").rglob("*.md")
        for found in re.findall(r"(?m)^from mp_exercises\.([\w.]+) import", page.read_text(encoding="utf-8"))
    }
    used = {
        found
        for file in (PACKAGE / "handbook").rglob("*.py")
        for found in re.findall(r"(?m)^from \.\.([a-z][\w.]*) import", file.read_text(encoding="utf-8"))
        if file.parent == PACKAGE / "handbook"
    }
    assert {"measures.example", "workshop.sessions"} <= run | used
    parts = {part.removesuffix(".py") for part in PARTS}
    ours = {name.replace(".", "/") for name in run | used} - {"place"}
    lost = [name for name in ours if not any(f"{name}/".startswith(f"{part}/") for part in parts)]
    assert sorted(lost) == []


def test_plain_sphinx_builds_the_exported_settings(tmp_path):
    """What ``jupyter-book config sphinx`` exports builds the same pages, in parallel, strictly."""
    root = write_book(tmp_path, {"page.md": PAGE, **{f"p{n}.md": f"# P{n}\n" for n in range(8)}})
    run = {"cwd": root, "check": True, "capture_output": True, "text": True}
    command = "from jupyter_book.cli.main import main; main()"
    subprocess.run(
        [sys.executable, "-c", command, "config", "sphinx", "book", "--config", "_config.yml"], **run
    )
    conf = root / "conf.py"
    conf.write_text(conf.read_text(encoding="utf-8").replace("'jupyter_book', ", ""), encoding="utf-8")
    flags = ["-W", "-n", "--keep-going", "-j", "2", "-c", "."]
    subprocess.run([sys.executable, "-m", "sphinx", *flags, "book", "out"], **run)
    page = (root / "out" / "page.html").read_text(encoding="utf-8")
    assert "First words." in page
    assert "handbook.css" in page
    assert 'class="mp-brand"' in page
