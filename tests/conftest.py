"""What several folders of tests share: the built handbook, a running server, a browser, a free port."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from mp_exercises.handbook.build import build
from mp_exercises.place import source_root
from mp_exercises.serve.folders import build_folder
from tests.serving import ROOT, serving

# How busy a machine is decides no test: a page has a minute, and an example all the time that it takes.
expect.set_options(timeout=60_000)
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
# Started in a shell's background, a run ignores Ctrl-C, and so would every command that it tries Ctrl-C on.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


SLOW = (
    "handbook/test_in_browser.py",
    "course/test_sealing.py",
    "measures/test_command.py",
    "browser/test_accessible.py",
    "serve/test_carried.py",
    "handbook/test_offline_in_browser.py",
    "browser/test_same_everywhere.py",
    "workshop/test_trainer_in_browser.py",
    "browser/test_assessment_same.py",
    "browser/test_assessment_page.py",
    "course/reporting/test_command.py",
    "handbook/test_weight.py",
    "workshop/web/test_faults.py",
    "course/test_nbgrader.py",
)
"""The files that take longest, longest first: begun last, one of them would be waited for by idle cores.

The second and the third need no handbook, which the first one builds meanwhile.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first."""
    tests = Path(__file__).parent
    order = {str(tests / name): number for number, name in enumerate(SLOW)}
    items.sort(key=lambda item: order.get(str(item.path), len(SLOW)))


@pytest.fixture
def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def handbook() -> Path:
    """Return the folder of the built handbook."""
    return build(source_root(), build_folder(), report=print)


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder where the running server keeps its visitors' answers."""
    return tmp_path_factory.mktemp("records")


@pytest.fixture(scope="session")
def server(records: Path) -> Iterator[str]:
    """Yield the address of a running ``mp serve``, with no slash at its end."""
    with serving(records) as running:
        yield running.url


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the path of a Chromium; a machine without one fails, it does not skip."""
    found = subprocess.run([ROOT / "scripts" / "find-chromium"], capture_output=True, text=True, check=False)
    if found.returncode:
        pytest.fail(found.stderr.strip(), pytrace=False)
    return found.stdout.strip()


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Yield a real Chromium."""
    # Chromium's sandbox refuses to run as root, as in a container.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path, args=["--disable-gpu", *(["--no-sandbox"] if root else [])]
        )
        yield chromium
        chromium.close()
