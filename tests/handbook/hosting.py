"""A static host of the book below a path of its own: it can break off, come back, and change the edition."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mp_exercises.handbook.publish.offline import write_offline

BELOW = "/teams/handbook/"

MARKS = {
    "mp-book.js": '\nwindow.scriptOf = "{letter}";\n',
    "handbook.css": "\nhtml {{ --edition: {letter}; }}\n",
    "mp-search-index.js": '\nwindow.indexOf = "{letter}";\n',
}
"""What is put at the end of a file, so that a page can tell of which edition it is."""


def edition(handbook: Path, folder: Path, letter: str) -> Path:
    """Make a whole edition of the book, each of whose pages, styles and scripts says which one it is."""
    shutil.copytree(handbook, folder)
    for name, mark in MARKS.items():
        with (folder / "_static" / name).open("a", encoding="utf-8") as file:
            file.write(mark.format(letter=letter))
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("<html ", f'<html data-edition="{letter}" '), encoding="utf-8")
    write_offline(folder)
    return folder


class Host:
    """A static host on an address of this machine.

    Parameters
    ----------
    folder
        What it hands out; may be changed while it runs.

    Attributes
    ----------
    asked
        The paths that were asked for, below the book's own.
    lets
        Says of a path whether it is answered; the connection breaks where it is not.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.lets: Callable[[str], bool] = lambda _path: True
        self._port = 0
        self._server: http.server.ThreadingHTTPServer | None = None
        self.start()

    @property
    def url(self) -> str:
        """The book's address, with a slash at its end."""
        return f"http://127.0.0.1:{self._port}{BELOW}"

    def start(self) -> None:
        """Come up, at the same address as before."""
        handler = functools.partial(_Handler, self)
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._server.daemon_threads = True
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Go down: whoever asks is refused."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, host: Host, *given: Any) -> None:
        self.host = host
        super().__init__(*given, directory=str(host.folder))

    def do_GET(self) -> None:
        path = self.path.partition("?")[0].removeprefix(BELOW)
        self.host.asked.append(path)
        if not self.host.lets(path):
            self.close_connection = True
            return
        if not self.path.startswith(BELOW):
            self.send_error(404)
            return
        self.path = f"/{path}"
        # Two editions of one test may be of the same second.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def log_message(self, *_given: object) -> None:
        """Say nothing."""
