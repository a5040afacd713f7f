"""Getting the writers ready: it loads next to nothing itself, so that they can begin at once."""

from __future__ import annotations

import multiprocessing

from ..pool import interrupts_held

METHOD = "forkserver"
"""A process loads what writing takes, and each writer is a copy of it."""
PRELOADED = "mp_exercises.course.feedback.preload"


def several(workers: int) -> bool:
    """Whether other processes write; Windows has no copies of processes."""
    return workers > 1 and METHOD in multiprocessing.get_all_start_methods()


def get_ready(workers: int) -> None:
    """Let another process load what writing takes, while this one loads and does something else."""
    if not several(workers):
        return
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload([PRELOADED])
    with interrupts_held():
        forkserver.ensure_running()
