"""A real Dask scheduler and its workers, as an organisation starts them."""

import contextlib
import json
import subprocess
import sys

from tests.course.cohort.runs import PATIENCE, until
from tests.course.trainees import environment

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@contextlib.contextmanager
def program(*words, folder):
    """Yield a running program, which is stopped by its id."""
    started = subprocess.Popen(
        [sys.executable, "-m", *map(str, words)], cwd=folder, env=environment(), **QUIET
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@contextlib.contextmanager
def scheduler(folder):
    """Yield the address of a running scheduler, on a port that was free."""
    file = folder / "scheduler.json"
    words = ("--host", "127.0.0.1", "--port", 0, "--no-dashboard", "--no-show", "--scheduler-file", file)
    with program("distributed.cli.dask_scheduler", *words, folder=folder):
        yield until(lambda: _address(file))


@contextlib.contextmanager
def worker(address, folder):
    """Yield a running worker of a scheduler."""
    words = ("--nthreads", 1, "--no-nanny", "--no-dashboard", "--local-directory", folder)
    with program("distributed.cli.dask_worker", address, *words, folder=folder) as started:
        yield started


def _address(file):
    try:
        return json.loads(file.read_text(encoding="utf-8"))["address"]
    except (OSError, ValueError, KeyError):
        return None
