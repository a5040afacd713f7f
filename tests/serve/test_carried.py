"""The file to carry: installed and used where there is no network, no make, no Node and no checkout."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT, Serving

# Collecting and installing 156 wheels, twice where a run is stopped on the way, takes what a busy disk takes.
pytestmark = pytest.mark.timeout(1800)

CARRY = ROOT / "scripts" / "carry"
NO_NETWORK = {
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "PIP_CONFIG_FILE": os.devnull,
}
"""Whoever asks for anything beyond this machine is refused at once."""


def base_python() -> str:
    """Return the Python that environments are made with: it has none of this one's packages."""
    return str(Path(sys.base_prefix) / "bin" / f"python{sys.version_info.major}.{sys.version_info.minor}")


def alone(home: Path, *command: str) -> subprocess.Popen[str]:
    """Start a command with nothing of this machine around it but an empty home."""
    home.mkdir(exist_ok=True)
    return subprocess.Popen(
        command,
        cwd=home,
        env={
            "PATH": "/nowhere",
            "HOME": str(home),
            "PYTHONUNBUFFERED": "1",
            "PYTHONUTF8": "1",
            **NO_NETWORK,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def said(running: subprocess.Popen[str], seconds: float = 900) -> tuple[str, int]:
    """Wait until a command has ended, and return what it said and its exit code."""
    words, _ = running.communicate(timeout=seconds)
    return words, running.returncode


@pytest.fixture(scope="module")
def carried(handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield the file that ``make carry`` makes, with the built book in it."""
    folder = tmp_path_factory.mktemp("carried")
    env = {**os.environ, "MP_WHEEL_BOOK": str(handbook)}
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=240, env=env)
    (wheel,) = folder.glob("*.whl")
    packing = [sys.executable, str(CARRY / "pack.py"), str(wheel), str(folder / "dist")]
    subprocess.run(packing, check=True, timeout=900, capture_output=True)
    (file,) = (folder / "dist").iterdir()
    yield file
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def installed(carried: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield the folder that the file was installed into: stopped by ctrl-C on the way, and run again."""
    home = tmp_path_factory.mktemp("home")
    first = alone(home, base_python(), str(carried))
    folder = home / "mp-exercises"
    until = time.monotonic() + 300
    while not list(folder.glob("app/lib/python*/site-packages/asttokens")) and time.monotonic() < until:
        time.sleep(0.1)
    first.send_signal(signal.SIGINT)
    words, code = said(first)
    assert code == 130, words
    assert "run the same again" in words
    assert "Traceback" not in words
    words, code = said(alone(home, base_python(), str(carried)))
    assert code == 0, words
    assert f"{folder}/app/bin/mp serve --open" in words
    yield folder / "app"
    shutil.rmtree(home)


def fetched(url: str) -> str:
    """Return a page."""
    with urllib.request.urlopen(url, timeout=60) as response:
        return str(response.read().decode("utf-8"))


def test_one_file_gives_the_handbook_and_the_exercises(installed: Path, tmp_path: Path) -> None:
    """Installed with no network, ``mp serve`` builds nothing, and serves chapters, search and the app."""
    running = Serving(alone(tmp_path / "home", str(installed / "bin" / "mp"), "serve", "--port", "0"))
    try:
        running.wait_until_ready()
        assert not [line for line in running.said if line.startswith("Building")]
        assert "mp-exercise" in fetched(f"{running.url}/part2/empathy.html")
        assert "mpSearchIndex" in fetched(f"{running.url}/_static/mp-search-index.js")
        assert "Exercises" in fetched(f"{running.url}/app/")
    finally:
        running.stop()


def test_one_file_gives_rooms(installed: Path, tmp_path: Path) -> None:
    """Installed with no network, ``mp workshop`` serves the door, and the control room behind its token."""
    running = Serving(alone(tmp_path / "home", str(installed / "bin" / "mp"), "workshop", "--port", "0"))
    try:
        running.wait_until_ready()
        assert "Join the workshop" in fetched(f"{running.url}/join")
        with pytest.raises(urllib.error.HTTPError):
            fetched(f"{running.url}/control/no-such-page")
    finally:
        running.stop()


def test_one_file_has_no_graded_key(installed: Path) -> None:
    """Of the pages that the file carries, none has a sentence of a graded key."""
    (package,) = installed.glob("lib/python*/site-packages/mp_exercises")
    pages = "\n".join(file.read_text(encoding="utf-8") for file in (package / "_site").rglob("*.html"))
    keys = [
        " ".join(line.split())
        for file in (ROOT / "course" / "keys").glob("*.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
        if len(line.strip()) > 70
    ]
    assert len(keys) > 100
    assert not [line for line in keys if line in pages]


def with_no_wheels(place: Path, **about: object) -> Path:
    """Write a file to carry that has nothing in it."""
    file = place / "carried.pyz"
    with zipfile.ZipFile(file, "w") as archive:
        archive.write(CARRY / "__main__.py", "__main__.py")
        archive.writestr("carried.json", json.dumps(about))
    return file


def test_another_python_is_told_which_would_do(tmp_path: Path) -> None:
    """On another Python or another system the file installs nothing, and says what it is for."""
    file = with_no_wheels(tmp_path, version="0.1.0", python="3.99", system="plan9-mips")
    words, code = said(alone(tmp_path / "home", base_python(), str(file)))
    assert code == 2
    assert words.startswith("this file is for Python 3.99 on plan9-mips, and this is Python 3.")
    assert len(words.splitlines()) == 1
    assert list((tmp_path / "home").iterdir()) == []


def test_a_folder_of_somebody_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds anything else is refused, and nothing in it changes."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    file = with_no_wheels(
        tmp_path, version="0.1.0", python=python, system=sysconfig.get_platform(), wheels=[]
    )
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("Dear Nan", encoding="utf-8")
    words, code = said(alone(tmp_path / "home", base_python(), str(file), str(mine)))
    assert code == 2
    assert "holds something else; right would be:" in words
    assert [found.name for found in mine.iterdir()] == ["letter.txt"]
    words, code = said(alone(tmp_path / "home", base_python(), str(file), "one", "two"))
    assert code == 2
    assert words.startswith("one folder is enough")
