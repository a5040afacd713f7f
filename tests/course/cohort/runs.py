"""A real ``mp mark`` in a process of its own, to be watched and stopped."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time

import psutil

from tests.course.trainees import SLUG, environment

PATIENCE = 120
"""Seconds after which something that should have happened did not; no test measures time."""


@contextlib.contextmanager
def marking(course, *options, **popen):
    """Yield a running ``mp mark``; whatever is left of it at the end is killed."""
    command = [sys.executable, "-m", "mp_exercises", "mark", str(course.root), SLUG, *map(str, options)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), **popen
    )
    try:
        yield process
    finally:
        for left in [*children(process), psutil.Process(process.pid)] if process.poll() is None else []:
            with contextlib.suppress(psutil.NoSuchProcess):
                left.kill()
        process.communicate()


def ended(process):
    """Return the exit code, and what was printed, of a run that ends by itself."""
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def until(found):
    """Wait until a function returns something, and return it."""
    deadline = time.monotonic() + PATIENCE
    while not (result := found()):
        assert time.monotonic() < deadline, f"{found} did not come"
        time.sleep(0.02)
    return result


def children(process):
    """Return the processes that a process has started."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def workers(process):
    """Return the processes that mark for a run."""
    return [child for child in children(process) if "spawn_main" in " ".join(_command(child))]


def _command(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def written(course):
    """Return how many marked notebooks there are."""
    return len(list((course.root / "autograded").glob(f"*/{SLUG}/{SLUG}.ipynb")))


def saved(course):
    """Return how many trainees' marks are saved."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as database:
        try:
            return database.execute("select count(*) from mp_result").fetchone()[0]
        except sqlite3.OperationalError:
            return 0  # our tables come with the first run


@contextlib.contextmanager
def busy(course):
    """Hold the gradebook as another program that writes to it does."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db", isolation_level=None)) as database:
        database.execute("begin immediate")
        yield
        database.execute("rollback")


def kill(process):
    """Kill a process as the system does when memory runs out, and return whatever it leaves running."""
    started = children(process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)
    _, left = psutil.wait_procs(started, timeout=30)
    for child in left:
        child.kill()
    return left
