"""A real PostgreSQL, from the system's package, in a folder of its own."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.course.cohort.runs import PATIENCE, until
from tests.course.trainees import ROOT

ACCOUNT = "postgres"
"""PostgreSQL refuses to run as root; its package makes this account."""


def programs():
    """Return the folder of PostgreSQL's programs; a machine without them fails, it does not skip."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(name) for name in filter(None, [shutil.which("initdb")])
    ]
    if not found:
        needed = subprocess.run(
            [ROOT / "scripts" / "need", "postgres"], capture_output=True, text=True, check=False
        )
        pytest.fail(needed.stderr.strip() or "install PostgreSQL: scripts/need postgres", pytrace=False)
    return found[-1].resolve().parent


@contextlib.contextmanager
def postgres():
    """Yield the address of a running server with an empty database, as nbgrader's settings name it."""
    account = {"user": ACCOUNT} if os.geteuid() == 0 else {}
    bin_folder = programs()
    with tempfile.TemporaryDirectory(prefix="mp-postgres-") as place:
        if account:
            shutil.chown(place, ACCOUNT)
        data = f"{place}/data"
        make = [bin_folder / "initdb", "-D", data, "-U", "marker", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(make, cwd=place, check=True, capture_output=True, **account)
        port = _free_port()
        options = (
            "-c",
            "fsync=off",
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            f"unix_socket_directories={place}",
        )
        with Path(place, "log").open("wb") as log:
            server = subprocess.Popen(
                [bin_folder / "postgres", "-D", data, "-p", str(port), *options],
                cwd=place,
                stdout=log,
                stderr=log,
                **account,
            )
        try:
            until(lambda: server.poll() is not None or _answers(port))
            assert server.poll() is None, Path(place, "log").read_text(encoding="utf-8")
            yield f"postgresql+pg8000://marker@127.0.0.1:{port}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # PostgreSQL's word for: end what is open, and stop
            server.wait(PATIENCE)


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
