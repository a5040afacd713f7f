"""A real PostgreSQL for tests: Debian's own, run by an ordinary user, on a port of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

WORD = "install Debian's package postgresql, or put its programs on the PATH"
ORDINARY = ("postgres", "nobody")


@dataclass
class Postgres:
    """A server of databases.

    Attributes
    ----------
    port
        On the loopback address alone.
    """

    folder: Path
    port: int
    user: str | None
    names: Iterator[int] = field(default_factory=count)

    def new(self) -> str:
        """Make an empty database, and return its URL."""
        name = f"mp_{os.getpid()}_{next(self.names)}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "mp", name)
        return f"postgresql+pg8000://mp@127.0.0.1:{self.port}/{name}"

    def start(self) -> None:
        """Start the server, and return once it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", str(log), "-w", "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: ``fast`` ends what clients do, ``immediate`` is as if it had been killed."""
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [_program(program), *arguments],
            user=self.user,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program != "pg_ctl" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}"


@contextmanager
def postgres(port: int) -> Iterator[Postgres]:
    """Run a server until the block ends."""
    user = _ordinary()
    # Not below pytest's own folder, into which only the user who runs it may look.
    folder = Path(tempfile.mkdtemp(prefix="mp-postgres-"))
    if user is not None:
        shutil.chown(folder, user)
    server = Postgres(folder, port, user)
    try:
        server._run(
            "initdb", "-D", str(folder / "data"), "-U", "mp", "-A", "trust", "-E", "UTF8", "--no-sync"
        )
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary() -> str | None:
    """Return whom the server runs as: PostgreSQL refuses root; None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ORDINARY if name in known)


def _program(name: str) -> str:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: float(f.parent.name))
    found = next((str(f / name) for f in reversed(folders) if (f / name).is_file()), shutil.which(name))
    assert found, f"{name} is not here: {WORD}"
    return found
