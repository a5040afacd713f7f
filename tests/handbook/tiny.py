"""A tiny handbook in a folder, and real Sphinx builds of it."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from tests.samples import SAMPLE

ROOT = Path(__file__).parents[2]

MATTER = """---
owner: Handbook editors
reviewed: 2026-11-20
review_in: 12
for: [practitioner, supervisor]
description: A page that exists only while a test runs.
---
"""

PLENTY = "She came in and sat down by the window.\n" * 5
"""Words enough for a page to count as written."""

FACTS = """
- id: small-gain
  figure: "2.91 against 2.49 (p = .049)"
  means: "Trained workers did a little better."
  limits: "One authority."
  sources: [trial2018]
  checked: V
  topic: skills
- id: retold
  figure: "£2.9m"
  means: "A grant."
  limits: "Read second-hand."
  sources: [trial2018, anon2019]
  checked: V2
  topic: programme
"""

BIB = """
@article{trial2018, author = {Forrester, D. and others}, title = {{A trial}}, journal = {J}, year = {2018},
  note = {Read as an abstract.}}
@article{anon2019, author = {Able, A. and Baker, B.}, title = {{Another}}, journal = {J}, year = {2019},
  note = {Read in a secondary page.}}
@book{unused1983, author = {Schön, D.}, title = {{Reflective}}, publisher = {P}, year = {1983},
  note = {From memory; not read.}}
"""

FRAME = {
    "index.md": "# Home\n\nWelcome {cite:p}`unused1983`.\n",
    "evidence.md": "# Evidence\n\n```{evidence-table}\n```\n",
    "bibliography.md": "# Sources\n\n```{bibliography}\n:all:\n```\n",
}


@dataclass
class Built:
    """A build's output and its warnings, without colour."""

    out: Path
    warnings: list[str]

    def page(self, name: str) -> str:
        """Return a page's HTML, or another builder's text."""
        return (self.out / name).read_text(encoding="utf-8")


def write_book(
    root: Path,
    pages: dict[str, str] | None = None,
    *,
    facts: str = FACTS,
    bib: str = BIB,
    exercises: tuple[Path, ...] = (SAMPLE,),
) -> Path:
    """Write a book that has the real settings, and return its root."""
    book = root / "book"
    for name, text in {**FRAME, **(pages or {})}.items():
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_text(text, encoding="utf-8")
    (book / "evidence.yaml").write_text(facts, encoding="utf-8")
    (book / "references.bib").write_text(bib, encoding="utf-8")
    shutil.copy(ROOT / "book" / "style.yaml", book)
    shutil.copytree(ROOT / "book" / "_static", book / "_static", dirs_exist_ok=True)
    (root / "catalogue").mkdir(exist_ok=True)
    for file in exercises:
        shutil.copy(file, root / "catalogue")
    settings = (ROOT / "_config.yml").read_text(encoding="utf-8")
    settings += f"    mp_catalogue: {(root / 'catalogue').as_posix()}\n"
    (root / "_config.yml").write_text(settings, encoding="utf-8")
    write_contents(root)
    return root


def write_contents(root: Path) -> None:
    """List every page of the book in its contents."""
    book = root / "book"
    pages = sorted(file.relative_to(book).with_suffix("").as_posix() for file in book.rglob("*.md"))
    lines = ["format: jb-book", "root: index", "chapters:"]
    lines += [f"  - file: {name}" for name in pages if name != "index"]
    (root / "_toc.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def build_book(root: Path, builder: str = "html", *, jobs: int = 1, fresh: bool = True) -> Built:
    """Build a book in this process, with Sphinx itself."""
    settings, _ = get_final_config(
        user_yaml=root / "_config.yml",
        sourcedir=root / "book",
        cli_config={"external_toc_path": "_toc.yml", "latex_individualpages": False, "nitpicky": True},
    )
    settings.pop("latex_doc_overrides", None)
    warnings, out = io.StringIO(), root / "out" / builder
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            root / "book",
            None,
            out,
            root / "out" / ".doctrees",
            builder,
            confoverrides=settings,
            status=None,
            warning=warnings,
            freshenv=fresh,
            parallel=jobs,
        )
        app.build()
    found = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in warnings.getvalue().splitlines()]
    return Built(out, [line for line in found if line.strip()])
