"""Pages that are worked out, worked out side by side before Sphinx reads the first of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract
from jupyter_cache.executors.utils import ExecutionResult, single_nb_execution
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import create_nb_reader
from nbformat import NotebookNode

MOST_AT_ONCE = 4
"""Each page has a process of its own, with a few hundred MB of libraries in it."""


@dataclass(frozen=True)
class Waiting:
    """A page that nothing kept shows the results of.

    Attributes
    ----------
    path
        Its file.
    notebook
        Its cells, which take their results when they are run.
    """

    path: Path
    notebook: NotebookNode


def work_out_ahead(env: Any, docnames: Iterable[str], quoted: Callable[[str], str]) -> None:
    """Work out what is to be read and has no results yet, and keep the results where myst-nb looks for them.

    Myst-nb works a page out when Sphinx reads it, one after another. A page that fails here is left to
    it: read again in its turn, it fails in the words that name its file.

    Parameters
    ----------
    env
        Sphinx's environment, with the settings that myst-nb adds to it.
    docnames
        The pages that will be read.
    quoted
        Makes a page's source the text that myst-nb will see.
    """
    settings: NbParserConfig = env.mystnb_config
    if settings.execution_mode != "cache":
        return
    cache = get_cache(settings.execution_cache_path)
    waiting = list(_waiting(env, docnames, cache, quoted))
    if len(waiting) < 2:
        return
    with ThreadPoolExecutor(min(len(waiting), os.cpu_count() or 1, MOST_AT_ONCE)) as side_by_side:
        running = {side_by_side.submit(_run, page, settings): page for page in waiting}
        for done in as_completed(running):
            if done.exception() is None:
                _keep(cache, running[done], done.result())


def _waiting(
    env: Any,
    docnames: Iterable[str],
    cache: JupyterCacheAbstract,
    quoted: Callable[[str], str],
) -> Iterator[Waiting]:
    """Yield each page with cells whose results are not kept."""
    for docname in docnames:
        path = Path(env.doc2path(docname))
        text = quoted(path.read_text(encoding="utf-8"))
        reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
        if reader is None:
            continue
        notebook = reader.read(text)
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            yield Waiting(path, notebook)


def _run(page: Waiting, settings: NbParserConfig) -> ExecutionResult:
    """Run a page's cells in a process of their own, as myst-nb would."""
    with ExitStack() as stack:
        folder = page.path.parent
        if settings.execution_in_temp:
            folder = Path(stack.enter_context(TemporaryDirectory()))
        return single_nb_execution(
            page.notebook,
            cwd=str(folder.resolve()),
            timeout=settings.execution_timeout,
            allow_errors=settings.execution_allow_errors,
        )


def _keep(cache: JupyterCacheAbstract, page: Waiting, result: ExecutionResult) -> None:
    """Keep what a page came to, unless it failed."""
    if result.err is None:
        bundle = CacheBundleIn(page.notebook, str(page.path), data={"execution_seconds": result.time})
        cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
