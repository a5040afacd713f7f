"""Draws the icons of the installed book and the EPUB's cover; for authors, after the logo was changed."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from string import Template

import yaml

from ...paper import find_chromium
from ...paper.browser import options
from ...place import source_root

APP = Path(__file__).parent / "app"
COVER = Path(__file__).parents[1] / "ebook" / "cover.html"
WIDTH, HEIGHT = 1200, 1800
LOGO = Path("book") / "_static" / "favicon.svg"


def main() -> None:
    """Draw every icon that ``icons.yaml`` names, and the cover."""
    logo = (source_root() / LOGO).read_text(encoding="utf-8")
    template = Template((APP / "icon.html").read_text(encoding="utf-8"))
    icons = yaml.safe_load((APP / "icons.yaml").read_text(encoding="utf-8"))
    for name, icon in icons.items():
        page = template.substitute(logo=logo, ground=icon["ground"], share=icon["share"])
        draw(page, icon["size"], icon["size"], APP / name)
    draw(COVER.read_text(encoding="utf-8"), WIDTH, HEIGHT, COVER.with_suffix(".png"))


def draw(html: str, width: int, height: int, file: Path) -> None:
    """Write what a page shows as a picture, in pixels, whose ground is as clear as the page's."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "icon.html"
        page.write_text(html, encoding="utf-8")
        command = [
            str(find_chromium()),
            *options(),
            f"--user-data-dir={folder}/profile",
            f"--window-size={width},{height}",
            "--default-background-color=00000000",
            "--hide-scrollbars",
            f"--screenshot={file}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    sys.stdout.write(f"{file.name}\n")


if __name__ == "__main__":
    main()
