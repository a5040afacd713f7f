"""Draws the pictures that stand beside links to the book; for authors, after a part was renamed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from string import Template

from ...paper import find_chromium
from ...paper.browser import options
from ...place import source_root
from ..onpaper.toc import parts_of
from .preview import pictures

WIDTH, HEIGHT = 1200, 630
TITLE = "Motivational Practice"
SUBTITLE = "A handbook"
HEAD = "<!doctype html><meta charset=utf-8><style>body{margin:0}</style>"


def main() -> None:
    """Draw every picture that ``pictures.yaml`` names."""
    root = source_root()
    out = root / "book" / "_static" / "share"
    out.mkdir(parents=True, exist_ok=True)
    titles = {page: part.title for part in parts_of(root) for page in part.pages}
    template = Template(files(__package__).joinpath("picture.svg").read_text(encoding="utf-8"))
    for start, name in pictures().items():
        part = next((title for page, title in titles.items() if start and page.startswith(start)), TITLE)
        line = SUBTITLE if part == TITLE else part
        _draw(template.substitute(title=TITLE, part=line), out / name)


def _draw(svg: str, file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "picture.html"
        page.write_text(HEAD + svg, encoding="utf-8")
        command = [
            str(find_chromium()),
            *options(),
            f"--user-data-dir={folder}/profile",
            f"--window-size={WIDTH},{HEIGHT}",
            "--hide-scrollbars",
            f"--screenshot={file}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    sys.stdout.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
