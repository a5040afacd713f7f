"""A first visit to a page in Chromium, and what Lighthouse says of it."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Request, sync_playwright

from benchmarks.watch import ROOT

LIGHTHOUSE = ROOT / "frontend" / "node_modules" / "lighthouse" / "cli" / "index.js"

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

PACKED = (".html", ".css", ".js", ".svg", ".json", ".txt")

QUIET = 1_000
"""Milliseconds in which everything that a script loads later has begun."""

WATCH = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return [page.domContentLoadedEventEnd - page.domInteractive, window.shift];
}"""


@dataclass(frozen=True)
class Visit:
    """A first visit, with nothing kept from an earlier one.

    Attributes
    ----------
    sent
        Bytes of all responses, compressed by gzip where a server would.
    requests
        How many there were.
    foreign
        How many of them asked another host.
    ready
        Milliseconds from the end of parsing until the page's scripts had run.
    shift
        Cumulative layout shift; 0 is none.
    """

    sent: int
    requests: int
    foreign: int
    ready: float
    shift: float


class _Packing(http.server.SimpleHTTPRequestHandler):
    """Compresses text, and lets a browser keep it, as hosts of static pages do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_given: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file."""
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        content = file.read_bytes()
        self.send_response(200)
        kind = self.guess_type(str(file))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if file.suffix in PACKED else kind)
        self.send_header("Cache-Control", "max-age=31536000")
        if file.suffix in PACKED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def packed(html: Path) -> Iterator[str]:
    """Serve a folder, compressed, until the block ends; yield its address with no slash at its end."""
    handler = functools.partial(_Packing, directory=str(html))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """Yield a real Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_flags())
        yield browser
        browser.close()


def visit(browser: Browser, address: str, page: str) -> Visit:
    """Visit a page with an empty cache, and measure."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    requests: list[Request] = []
    opened.add_init_script(WATCH)
    opened.on("request", lambda request: requests.append(request))
    opened.goto(f"{address}/{page}", wait_until="load")
    opened.wait_for_timeout(QUIET)
    ready, shift = opened.evaluate(TIMES)
    host = urlsplit(address).netloc
    own = [request for request in requests if urlsplit(request.url).netloc == host]
    sent = sum(request.sizes()["responseBodySize"] for request in own if request.response())
    found = Visit(sent, len(requests), len(requests) - len(own), ready, shift)
    context.close()
    return found


def scores(address: str, page: str, path: str) -> dict[str, int]:
    """Return Lighthouse's scores for a page on its usual phone, of 100, by category.

    Raises
    ------
    RuntimeError
        If Lighthouse does not run.
    """
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        done = subprocess.run(
            [
                *("node", str(LIGHTHOUSE), f"{address}/{page}", "--quiet", "--output=json"),
                *(f"--output-path={out.name}", f"--only-categories={','.join(CATEGORIES)}"),
                f"--chrome-flags={' '.join(['--headless=new', *_flags()])}",
            ],
            env={**os.environ, "CHROME_PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"Lighthouse did not run: {done.stderr.strip()[-500:]}")
        report = json.loads(Path(out.name).read_text(encoding="utf-8"))
    return {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}


def _flags() -> list[str]:
    # Chromium's sandbox refuses to run as root, as in a container.
    return ["--no-sandbox"] if os.geteuid() == 0 else []
