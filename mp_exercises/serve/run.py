"""From nothing to an address that answers."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..place import PACKAGE, built_book, source_root
from ..player.assessment import ASSESSMENT_VARIABLE, sitting_folder
from ..player.paper import read_paper
from ..player.visitors import RECORDS_VARIABLE
from .address import base_url, bind, is_loopback
from .folders import build_folder
from .stopping import until_stopped

Report = Callable[[str], None]


@dataclass(frozen=True)
class Wish:
    """What somebody asked to be served.

    Attributes
    ----------
    port_named
        Whether they asked for just this port.
    kernels
        How many visitors may use the scenario app, or sit the assessment, at a time.
    assessment
        The released file of an assessment to sit, or the folder that has it.
    """

    ip: str
    port: int
    port_named: bool
    records: Path
    kernels: int
    rebuild: bool = False
    open_browser: bool = False
    assessment: Path | None = None


def _handbook(wish: Wish, report: Report) -> Path:
    """Return the folder of the pages: those that the wheel carries, or those that are built here."""
    carried = built_book()
    if carried is not None and not wish.rebuild:
        return carried
    # Sphinx is asked for only where there is something to build.
    from ..handbook.build import STAMP, build

    out = build_folder()
    if wish.rebuild:
        (out / STAMP).unlink(missing_ok=True)
    return build(source_root(), out, report=report)


def serve(wish: Wish, report: Report) -> None:
    """Build the handbook where it is stale, and serve it and the scenario app until interrupted.

    Raises
    ------
    PortTaken
        If the port cannot be had.
    NoPaper
        If the assessment is none, or carries keys.
    RuntimeError
        If the handbook cannot be built, or the app does not start.
    """
    slug = None if wish.assessment is None else read_paper(wish.assessment).slug
    port, sockets = bind(wish.ip, wish.port, named=wish.port_named)
    url = base_url(wish.ip, port)
    if port != wish.port and wish.port:
        report(f"Port {wish.port} is taken by another program; this is port {port}.")
    handbook = _handbook(wish, report)
    records = prepare_records(wish.records, handbook)
    report("Starting the scenario app …")
    _prepare_kernels(records, wish.assessment)
    # Jupyter's event schemas import a grammar of international addresses, which takes two seconds
    # to set up and is asked nothing here; without it jsonschema leaves that one format unchecked.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    from .server import Server, Settings

    server = Server.of(Settings(handbook, sockets, url, wish.kernels, sitting=slug is not None))

    def ready() -> None:
        report(f"Answers are kept in {records}")
        if slug is not None:
            report(f"Records of {slug} are kept in {sitting_folder(slug, records)}")
        if not is_loopback(wish.ip):
            report(
                f"Others open http://{socket.gethostname()}:{port}/ or this machine's address in its place."
            )
            report("Anyone who can reach it can use it: there is no password.")
        sit = "" if slug is None else f"  {url}/sit/  (assessment)"
        report(f"Ready: {url}/  (handbook)  {url}/app/  (exercises){sit}")
        report("Stop with Ctrl-C.")
        if wish.open_browser:
            webbrowser.open(f"{url}/")

    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(until_stopped(server.run(ready)))


def prepare_records(records: Path, handbook: Path) -> Path:
    """Make the folder of the visitors' answers, and return it.

    Raises
    ------
    ValueError
        If it lies where its files would be served.
    """
    records = records.expanduser().resolve()
    if records.is_relative_to(handbook):
        raise ValueError(f"--records {records} is a folder of the handbook's pages; choose one apart")
    records.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(records, os.W_OK):
        raise ValueError(f"--records {records} cannot be written to; choose another folder")
    return records


def _prepare_kernels(records: Path, assessment: Path | None) -> None:
    """Set what kernels inherit: where answers go, what is sat, and where this package is."""
    os.environ[RECORDS_VARIABLE] = str(records)
    if assessment is not None:
        os.environ[ASSESSMENT_VARIABLE] = str(assessment.resolve())
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
