"""Installs what this file carries into a folder of its own, with no network: python FILE [FOLDER].

It stands at the root of the file that ``pack.py`` makes, and uses Python's own library alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path
from typing import Any

FILE = Path(sys.argv[0]).resolve()
ABOUT = "carried.json"
PLACE = "app"
"""What is cleared for another edition: what somebody keeps beside it is left alone."""

AT_ONCE = 10
"""Wheels that pip is given at a time: few enough for the count to move."""

WIDTH = 30


def main(words: list[str]) -> int:
    """Install, and return the exit code."""
    if len(words) > 1 or (words and words[0].startswith("-")):
        return refuse("one folder is enough", f"python {FILE.name} FOLDER")
    with zipfile.ZipFile(FILE) as archive:
        about = json.loads(archive.read(ABOUT))
        if (fault := misfit(about)) is not None:
            return refuse(*fault)
        folder = Path(words[0] if words else Path.home() / "mp-exercises").expanduser().resolve()
        if of_somebody_else(folder):
            return refuse(f"{folder} holds something else", f"python {FILE.name} A-NEW-FOLDER")
        try:
            install(archive, about, folder)
        except KeyboardInterrupt:
            print("\nstopped; run the same again, and it goes on", file=sys.stderr)
            return 130
        except (OSError, subprocess.CalledProcessError) as error:
            room = "a folder that you may write to, with 1.5 GB free"
            return refuse(f"it was not installed: {error}", room)
    starts(folder)
    return 0


def misfit(about: dict[str, Any]) -> tuple[str, str] | None:
    """Return why this Python cannot use the file, and what could; None where it can."""
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    system = sysconfig.get_platform()
    if (python, system) == (about["python"], about["system"]):
        return None
    wrong = f"this file is for Python {about['python']} on {about['system']}"
    right = "that Python, or a file that `make carry` makes on a computer like this one"
    return f"{wrong}, and this is Python {python} on {system}", right


def of_somebody_else(folder: Path) -> bool:
    """Whether there is anything at a path that this program did not begin."""
    if not folder.exists() or (folder / ABOUT).is_file():
        return False
    return not folder.is_dir() or any(folder.iterdir())


def install(archive: zipfile.ZipFile, about: dict[str, Any], folder: Path) -> None:
    """Make the environment and put each wheel into it, from where it was stopped the last time."""
    print(f"Installing Motivational Practice {about['version']} into {folder} …", flush=True)
    done = done_before(about, folder)
    wheels = about["wheels"]
    with tempfile.TemporaryDirectory() as place:
        while done < len(wheels):
            tell(done, len(wheels))
            some = [archive.extract(f"wheels/{name}", place) for name in wheels[done : done + AT_ONCE]]
            # Whatever a stopped run left of them, a whole one is put over it.
            quiet = ("--quiet", "--disable-pip-version-check")
            alone = ("--no-index", "--no-deps", "--ignore-installed")
            python = str(command(folder, "python"))
            subprocess.run([python, "-m", "pip", "install", *quiet, *alone, *some], check=True)
            done += len(some)
            if hasattr(os, "sync"):
                # After a power cut, what is counted as done is there.
                os.sync()
            keep(about, folder, done)
    tell(len(wheels), len(wheels))


def done_before(about: dict[str, Any], folder: Path) -> int:
    """Return how many wheels of this file are in the folder; where there is another edition, clear it."""
    try:
        kept = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        kept = {}
    done = kept.pop("done", 0)
    if kept == about and done:
        return int(done)
    keep(about, folder, 0)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / PLACE)], check=True)
    return 0


def keep(about: dict[str, Any], folder: Path, done: int) -> None:
    """Write down what is being installed, and how far it is."""
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f"{ABOUT}.half"
    half.write_text(json.dumps({**about, "done": done}), encoding="utf-8")
    half.replace(folder / ABOUT)


def tell(done: int, of: int) -> None:
    """Say how far it is: on one line of a terminal, and at the end alone elsewhere."""
    if sys.stdout.isatty():
        full = round(WIDTH * done / of)
        bar = "█" * full + "░" * (WIDTH - full)
        print(f"\r  {bar} {done} of {of}", end="\n" if done == of else "", flush=True)
    elif done == of:
        print(f"  {of} of {of}", flush=True)


def command(folder: Path, name: str) -> Path:
    """Return the path of a command of the environment."""
    place = folder / PLACE
    return place / "Scripts" / f"{name}.exe" if os.name == "nt" else place / "bin" / name


def starts(folder: Path) -> None:
    """Say how to start."""
    mp = command(folder, "mp")
    shown = f'"{mp}"' if " " in str(mp) else str(mp)
    print(f"Installed. The handbook and the exercises:  {shown} serve --open")
    print(f"           A workshop's rooms:              {shown} workshop --ip 0.0.0.0")
    print(f"To be rid of it, delete {folder}.")


def refuse(wrong: str, right: str) -> int:
    """Say what is wrong and what would be right, and return the exit code for it."""
    print(f"{wrong}; right would be: {right}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
