"""Printing many pages: in parallel, going on where a run was stopped, and past a browser that fails."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ...paper.choice import best_printer
from ...paper.printer import NoPdf, Printer, digest_of, is_fresh, marked
from ..disk import write_whole

TRIES = 2
MOST_WORKERS = 4
"""Each is a Chromium, which wants about 200 MB."""

AHEAD = 4

Progress = Callable[[], None]


@dataclass
class Printed:
    """What became of the pages.

    Attributes
    ----------
    failed
        Why a page has no PDF, by its file's name.
    """

    made: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)


def print_all(
    pages: Iterable[Path],
    program: Path,
    *,
    workers: int | None = None,
    printer: Callable[[Path], Printer] | None = None,
    progress: Progress = lambda: None,
) -> Printed:
    """Print pages to PDFs beside them; those that have not changed are left as they are.

    Parameters
    ----------
    pages
        HTML files, read one at a time.
    program
        The Chromium.
    workers
        How many browsers; by default one for each core, and at most four.
    printer
        Makes a browser; by default one that stays, where the system allows it.
    """
    done = Printed()
    crew = _Crew(program, printer or best_printer())
    count = workers or min(MOST_WORKERS, os.cpu_count() or 1)
    pool = ThreadPoolExecutor(count, thread_name_prefix="mp-print")
    try:
        for page, future in _under_way(pool, pages, crew, count * AHEAD):
            _count(done, page, future)
            progress()
    finally:
        crew.stop()
        pool.shutdown(wait=True, cancel_futures=True)
        crew.close()
    return done


def pdf_of(page: Path) -> Path:
    """Return where a page's PDF stands."""
    return page.with_suffix(".pdf")


def _under_way(
    pool: ThreadPoolExecutor, pages: Iterable[Path], crew: _Crew, ahead: int
) -> Iterator[tuple[Path, Future[bool]]]:
    """Yield each page with its work, at most ``ahead`` of them under way."""
    waiting: list[tuple[Path, Future[bool]]] = []
    for page in pages:
        waiting.append((page, pool.submit(crew.one, page)))
        if len(waiting) >= ahead:
            yield waiting.pop(0)
    yield from waiting


def _count(done: Printed, page: Path, future: Future[bool]) -> None:
    try:
        if future.result():
            done.made += 1
        else:
            done.unchanged += 1
    except NoPdf as error:
        done.failed[page.name] = str(error)


class _Crew:
    """A browser for each thread, made when it is first needed and made anew when it fails."""

    def __init__(self, program: Path, make: Callable[[Path], Printer]) -> None:
        self._program = program
        self._make = make
        self._here = threading.local()
        self._all: list[Printer] = []
        self._lock = threading.Lock()
        self._stopped = False

    def one(self, page: Path) -> bool:
        """Print a page, and return whether that was needed."""
        html = page.read_text(encoding="utf-8")
        digest, pdf = digest_of(html), pdf_of(page)
        if is_fresh(pdf, digest):
            return False
        write_whole(pdf, marked(self._print(html), digest), sync=False)
        return True

    def _print(self, html: str) -> bytes:
        for left in range(TRIES - 1, -1, -1):
            if self._stopped:
                raise NoPdf("the run was stopped")
            try:
                return self._browser().print(html)
            except NoPdf:
                self._drop()
                if not left:
                    raise
        raise AssertionError("the last try returns or raises")

    def _browser(self) -> Printer:
        browser: Printer | None = getattr(self._here, "browser", None)
        if browser is None:
            browser = self._make(self._program).__enter__()
            self._here.browser = browser
            with self._lock:
                self._all.append(browser)
        return browser

    def _drop(self) -> None:
        browser: Printer | None = getattr(self._here, "browser", None)
        if browser is not None:
            self._here.browser = None
            with self._lock:
                self._all.remove(browser)
            browser.close()

    def stop(self) -> None:
        """Begin no further page."""
        self._stopped = True

    def close(self) -> None:
        """End every browser; only when no thread prints any more."""
        for browser in self._all:
            browser.close()
        self._all.clear()
