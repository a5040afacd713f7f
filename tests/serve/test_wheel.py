"""The wheel: holds what a trainer's laptop needs, and no graded key."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.serving import ROOT


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
