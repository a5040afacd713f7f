"""The published book beside a stock Jupyter Book of the same pages: make bench-book."""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from dataclasses import astuple
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.stock import build_stock
from benchmarks.visits import CATEGORIES, Visit, chromium, packed, scores, visit
from benchmarks.watch import ROOT
from mp_exercises.handbook.build import build

CHAPTER, SEARCH, PATH = "part2/closing.html", "search.html", "paths/practitioner.html"

EDITED = "book/part2/closing.md"

MARK = 'class="mp-exercise"'


def main() -> None:
    """Build both books, visit the same pages of each, and print what each took."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--visits", type=int, default=5, help="Of each page; the median is printed.")
    options.add_argument("--no-lighthouse", action="store_true", help="Only weight, requests and times.")
    given = options.parse_args()
    path = subprocess.check_output([ROOT / "scripts" / "find-chromium"], text=True).strip()
    with tempfile.TemporaryDirectory() as work:
        ours, stock = _build_ours(Path(work) / "ours"), _build_stock(Path(work) / "stock")
        richest = max(ours.rglob("*.html"), key=lambda page: page.read_text("utf-8").count(MARK))
        pages = {
            "a chapter": CHAPTER,
            "the search page": SEARCH,
            "a path": PATH,
            "most exercises": richest.relative_to(ours).as_posix(),
        }
        with packed(ours) as here, packed(stock) as there, chromium(path) as browser:
            for name, page in pages.items():
                print(f"\n{name} ({page})")
                for label, address in (("this book", here), ("stock", there)):
                    found = _median(browser, address, page, given.visits)
                    said = "" if given.no_lighthouse else _lighthouse(address, page, path)
                    print(_row(label, found) + said, flush=True)


def _build_ours(folder: Path) -> Path:
    shutil.copytree(ROOT / "book", folder / "book")
    for name in ("_config.yml", "_toc.yml"):
        shutil.copy(ROOT / name, folder)
    began = time.perf_counter()
    build(folder, folder / "out", report=lambda _: None)
    print(f"this book, built from clean: {time.perf_counter() - began:.1f} s", flush=True)
    page = folder / EDITED
    page.write_bytes(page.read_bytes() + b"\nOne sentence more.\n")
    began = time.perf_counter()
    html = build(folder, folder / "out", report=lambda _: None)
    print(f"this book, one page edited: {time.perf_counter() - began:.1f} s", flush=True)
    return html


def _build_stock(folder: Path) -> Path:
    folder.mkdir()
    began = time.perf_counter()
    html = build_stock(folder)
    print(f"stock Jupyter Book, built from clean: {time.perf_counter() - began:.1f} s", flush=True)
    return html


def _median(browser: Browser, address: str, page: str, count: int) -> Visit:
    seen = [visit(browser, address, page) for _ in range(count)]
    sent, requests, foreign, ready, shift = map(statistics.median, zip(*map(astuple, seen), strict=True))
    return Visit(int(sent), int(requests), int(foreign), ready, shift)


def _row(label: str, found: Visit) -> str:
    return (
        f"  {label:<10} {found.sent / 1000:6.1f} kB in {found.requests:>2} requests, "
        f"{found.foreign} to other hosts; ready {found.ready:4.0f} ms after parsing; "
        f"layout shift {found.shift:.3f}"
    )


def _lighthouse(address: str, page: str, path: str) -> str:
    found = scores(address, page, path)
    return "; Lighthouse " + ", ".join(f"{name} {found[name]}" for name in CATEGORIES)


if __name__ == "__main__":
    main()
