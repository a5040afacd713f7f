"""The settings of the invented authority."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ...exercise import read_yaml

SETTINGS = Path(__file__).with_name("settings.yaml")


@cache
def settings() -> dict[str, Any]:
    """Return the settings, as their file has them."""
    return dict(read_yaml(SETTINGS).data)
