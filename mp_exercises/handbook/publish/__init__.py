"""What is done to the built pages before anyone reads them: one module for each step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..finding import write_index
from .offline import write_offline
from .prune import prune
from .sitemap import write_sitemap

Step = Callable[[Path], None]

STEPS: tuple[Step, ...] = (write_index, prune, write_sitemap, write_offline)
"""In the order in which they run; each changes the folder of pages in place, and twice is as once."""


def publish(html: Path) -> None:
    """Run every step on a folder of built pages.

    Parameters
    ----------
    html
        The folder of ``index.html``. It may hold what the steps of the last build left.
    """
    for step in STEPS:
        step(html)
