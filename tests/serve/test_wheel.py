"""The wheel: holds what a trainer's laptop needs, and no graded key."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.serving import ROOT, Serving


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=240)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel's files, as an installation has them."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked: Path, home: Path, code: str) -> str:
    """Run Python away from the checkout, with the wheel's files alone, and return what it prints."""
    env = {**os.environ, "PYTHONPATH": str(unpacked), "XDG_CACHE_HOME": str(home), "HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=home,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_holds_book_player_and_app(wheel: Path) -> None:
    """The handbook's source, the player's bundles, the catalogue, the app and its template are in it."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "_source/_config.yml",
        "_source/_toc.yml",
        "_source/book/index.md",
        "apps/assessment.ipynb",
        "apps/panel.ipynb",
        "apps/scenario.ipynb",
        "apps/voila/templates/practice/index.html.j2",
        "framework.yaml",
        "course/templates/page.css",
        "course/templates/page.html",
        "player/static/mp-assessment-widget.js",
        "player/static/mp-assessment.js",
        "panel/chair/notices/token.html",
        "player/static/mp-page.js",
        "player/static/mp-panel.js",
        "player/static/mp-widget.js",
        "py.typed",
        "serve/pages/full.html",
    ):
        assert f"mp_exercises/{name}" in names
    assert sum(name.startswith("mp_exercises/catalogue/") for name in names) >= 8


def test_holds_no_graded_course(wheel: Path) -> None:
    """No assessment, no graded key, no test and nothing else of the checkout is in it."""
    for name in zipfile.ZipFile(wheel).namelist():
        top, *rest = name.split("/")
        assert top == "mp_exercises" or top.endswith(".dist-info")
        assert "keys" not in rest
        assert "assessments" not in rest
        assert "node_modules" not in rest


def test_installed_package_finds_its_source(unpacked: Path, tmp_path: Path) -> None:
    """Away from a checkout, the handbook is built from the wheel's copy into a folder of the user's own."""
    source = run(unpacked, tmp_path, "from mp_exercises.place import source_root; print(source_root())")
    assert Path(source) == unpacked / "mp_exercises" / "_source"
    code = "from mp_exercises.serve.folders import build_folder; print(build_folder())"
    folder = Path(run(unpacked, tmp_path, code))
    assert not folder.is_relative_to(unpacked)
    assert not folder.is_relative_to(ROOT)


def test_installed_app_finds_its_template(unpacked: Path, tmp_path: Path) -> None:
    """The app's page is made from the template in the package, with nothing copied to share/jupyter."""
    code = (
        "from mp_exercises.serve.server import Server, Settings; from pathlib import Path;"
        "print(Server.of(Settings(Path(), [], '', 1)).template_paths[0])"
    )
    template = Path(run(unpacked, tmp_path, code))
    assert template == unpacked / "mp_exercises" / "apps" / "voila" / "templates" / "practice"
    assert (template / "index.html.j2").is_file()


@pytest.fixture(scope="module")
def installed(handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment of its own, away from the checkout, with a wheel that carries the built book."""
    folder = tmp_path_factory.mktemp("one-file")
    env = {**os.environ, "MP_WHEEL_BOOK": str(handbook)}
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=240, env=env)
    (file,) = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True, timeout=120)
    python = folder / "venv" / "bin" / "python"
    wanted = ["--constraint", str(ROOT / "constraints.txt"), f"{file}[workshop]"]
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *wanted], check=True, timeout=900)
    return folder / "venv"


def alone(installed: Path, home: Path, *words: str) -> subprocess.Popen[str]:
    """Start ``mp`` with nothing of this machine but the environment: no make, no Node, no checkout."""
    home.mkdir(exist_ok=True)
    return subprocess.Popen(
        [str(installed / "bin" / "mp"), *words],
        cwd=home,
        env={"PATH": str(installed / "bin"), "HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def fetched(url: str) -> str:
    """Return a page."""
    with urllib.request.urlopen(url, timeout=60) as response:
        return str(response.read().decode("utf-8"))


def test_one_file_gives_the_handbook_and_the_exercises(installed: Path, tmp_path: Path) -> None:
    """Installed alone, ``mp serve`` builds nothing, and serves chapters, search and the exercises' app."""
    running = Serving(alone(installed, tmp_path / "home", "serve", "--port", "0"))
    try:
        running.wait_until_ready()
        assert not [line for line in running.said if line.startswith("Building")]
        assert "mp-exercise" in fetched(f"{running.url}/part2/empathy.html")
        assert "mpSearchIndex" in fetched(f"{running.url}/_static/mp-search-index.js")
        assert "Exercises" in fetched(f"{running.url}/app/")
    finally:
        running.stop()


def test_one_file_gives_rooms(installed: Path, tmp_path: Path) -> None:
    """Installed alone, ``mp workshop`` serves the door, and the control room behind its token."""
    running = Serving(alone(installed, tmp_path / "home", "workshop", "--port", "0"))
    try:
        running.wait_until_ready()
        assert "Join the workshop" in fetched(f"{running.url}/join")
        with pytest.raises(urllib.error.HTTPError):
            fetched(f"{running.url}/control/no-such-page")
    finally:
        running.stop()


def test_one_file_has_no_graded_key(installed: Path) -> None:
    """Of the pages that the wheel carries, none has a sentence of a graded key."""
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
