"""The book as an app: its manifest, its icons, and the list of what is kept for reading offline."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
from pathlib import Path
from typing import Any

import pytest
import yaml

from mp_exercises.handbook.publish.offline import APP, MANIFEST, WORKER, write_offline
from tests.handbook.test_in_browser import pages_of
from tests.handbook.tiny import ROOT


def listed(html: Path) -> dict[str, Any]:
    """Return the edition that a service worker keeps."""
    text = (html / WORKER).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text.partition("const EDITION = ")[2].partition(";\n")[0])
    return found


def test_every_page_and_every_file_is_kept(handbook: Path) -> None:
    """The list has each page, and all that pages load, with the digest of its content."""
    files = listed(handbook)["files"]
    there = {page.relative_to(handbook).as_posix() for page in pages_of(handbook)}
    there |= {f"_static/{file.name}" for file in (handbook / "_static").iterdir() if file.is_file()}
    assert there <= set(files)
    for name, digest in files.items():
        assert hashlib.sha256((handbook / name).read_bytes()).hexdigest().startswith(digest), name
        assert len(digest) == 32


def test_what_no_reader_opens_is_not_kept(tmp_path: Path) -> None:
    """Files for other programs, hidden ones and the pictures of links are left out, and so is the worker."""
    for name in ("index.html", "searchindex.js", "objects.inv", ".buildinfo", "_static/share/a.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    for _ in range(2):
        write_offline(tmp_path)
        icons = {f"_static/{icon.name}" for icon in APP.glob("*.png")}
        assert set(listed(tmp_path)["files"]) == {"index.html", MANIFEST, *icons}


def test_the_worker_changes_exactly_when_the_book_does(handbook: Path, tmp_path: Path) -> None:
    """Written again it is the same, and with one letter more on one page it is another edition."""
    html = tmp_path / "html"
    shutil.copytree(handbook, html)
    write_offline(html)
    first = (html / WORKER).read_bytes()
    assert first == (handbook / WORKER).read_bytes()
    with (html / "about.html").open("a", encoding="utf-8") as page:
        page.write("x")
    write_offline(html)
    before, after = listed(handbook), listed(html)
    assert after["id"] != before["id"]
    assert {name for name in after["files"] if after["files"][name] != before["files"][name]} == {
        "about.html"
    }


def test_the_manifest_names_the_book(handbook: Path) -> None:
    """Name and language are the book's, every address stays below its own, and every icon is there."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    found = json.loads((handbook / MANIFEST).read_text(encoding="utf-8"))
    assert found["name"] == settings["title"]
    assert found["lang"] == settings["sphinx"]["config"]["language"]
    pages = [found["start_url"], *(shortcut["url"] for shortcut in found["shortcuts"])]
    for address in [*pages, *(icon["src"] for icon in found["icons"])]:
        assert (handbook / address).is_file(), address


@pytest.mark.parametrize(
    "name", ["icon-192.png", "icon-512.png", "icon-maskable-512.png", "icon-touch-180.png"]
)
def test_icons_have_the_size_that_they_are_said_to_have(name: str) -> None:
    """Each is a PNG of the size that its list gives, which the manifest repeats."""
    size = yaml.safe_load((APP / "icons.yaml").read_text(encoding="utf-8"))[name]["size"]
    content = (APP / name).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (size, size)
    icons = json.loads((APP / MANIFEST).read_text(encoding="utf-8"))["icons"]
    sizes = {icon["src"].partition("/")[2]: icon["sizes"] for icon in icons}
    assert sizes.get(name, f"{size}x{size}") == f"{size}x{size}"
