"""Where builds are kept."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path

from .. import __version__
from ..place import PACKAGE, source_root


def build_folder() -> Path:
    """Return the folder for builds of the handbook.

    In a checkout that is its ``_build``; from a wheel, a folder of the user's own for this version,
    since an installed package may lie where nobody may write.
    """
    root = source_root()
    if root == PACKAGE.parent:
        return root / "_build"
    return user_cache_path("mp-exercises") / __version__
