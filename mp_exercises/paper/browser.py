"""Finding a Chromium, on any system that somebody may have."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "CHROMIUM"


class NoChromium(ValueError):
    """There is no browser to make PDFs with; the message says what would do."""


NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/snap/bin/chromium",
    "/opt/google/chrome/chrome",
)
WINDOWS = (
    ("Chromium", "Application", "chrome.exe"),
    ("Google", "Chrome", "Application", "chrome.exe"),
    ("Microsoft", "Edge", "Application", "msedge.exe"),
)


def find_chromium() -> Path:
    """Return a Chromium, Chrome or Edge: the one that CHROMIUM names, or the first that the system has.

    Raises
    ------
    NoChromium
        If there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if os.access(named, os.X_OK) and Path(named).is_file():
            return Path(named)
        raise NoChromium(
            f"{VARIABLE} is {named}, which is no program; name a Chromium, Chrome or Edge, or unset it"
        )
    for place in _candidates():
        if place.is_file() and os.access(place, os.X_OK):
            return place
    raise NoChromium(
        "no Chromium, Chrome or Edge was found to make PDFs with; install one, or set CHROMIUM to its path"
    )


def options() -> list[str]:
    """Return how the browser is started: without a window, a profile of anybody's, or a network."""
    # Chromium's sandbox refuses to run as root, as in a container.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        "--headless=new",
        "--disable-gpu",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-extensions",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--force-color-profile=srgb",
        *(["--no-sandbox"] if root else []),
    ]


def _candidates() -> Iterator[Path]:
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            for parts in WINDOWS:
                yield Path(os.environ.get(variable, ""), *parts)
    else:
        yield from map(Path, PLACES)
