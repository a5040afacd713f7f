"""Where the handbook's source is: a checkout, or the copy that a wheel carries."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent


class NoSource(LookupError):
    """The handbook's source is not where it should be."""


SITE = PACKAGE / "_site"
"""The built handbook that a wheel may carry."""


def built_book() -> Path | None:
    """Return the folder of the built handbook that this installation carries; None where it has none."""
    return SITE if (SITE / "index.html").is_file() else None


def source_root() -> Path:
    """Return the folder that holds ``_config.yml``, ``_toc.yml`` and ``book/``.

    Raises
    ------
    NoSource
        If neither a checkout nor the wheel's copy is there.
    """
    for folder in (PACKAGE.parent, PACKAGE / "_source"):
        if (folder / "_toc.yml").is_file() and (folder / "book").is_dir():
            return folder
    raise NoSource(f"no handbook source beside {PACKAGE}; reinstall the package, or run from a checkout")
