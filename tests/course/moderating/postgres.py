"""A PostgreSQL server of one's own, for as long as a block lasts."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

USER = "postgres"
QUIET = "-c fsync=off -c full_page_writes=off"


def there():
    """Whether this machine has the server's programs."""
    return shutil.which("initdb") is not None and shutil.which("pg_ctl") is not None


@contextlib.contextmanager
def server():
    """Run a server, and yield an address without a database's name."""
    # The server refuses to run as root, and must reach its folder as the user that it runs as.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    as_user = ["runuser", "-u", USER, "--"] if root else []
    folder = Path(tempfile.mkdtemp(prefix="mp-postgres-"))
    if root:
        shutil.chown(folder, USER)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    data = folder / "data"

    def run(*words):
        subprocess.run([*as_user, *map(str, words)], check=True, capture_output=True, cwd=folder)

    try:
        run("initdb", "-D", data, "-U", USER, "-A", "trust", "--no-sync")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {QUIET}"
        run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql+pg8000://{USER}@127.0.0.1:{port}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
