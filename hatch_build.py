"""Puts the built handbook into the wheel, where `make wheel` has built it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "MP_WHEEL_BOOK"
INSIDE = "mp_exercises/_site"


class BuiltBook(BuildHookInterface[Any]):
    """Adds the folder that the variable names; without it the book is built when it is first served."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder to the builder."""
        named = os.environ.get(VARIABLE)
        if not named:
            return
        folder = Path(named)
        if not (folder / "index.html").is_file():
            raise FileNotFoundError(f"{VARIABLE} is {folder}, which has no index.html; run: mp book build")
        build_data["force_include"][str(folder)] = INSIDE
