"""Starting and stopping: what is said, which port, and that nothing stays behind."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from mp_exercises.exercise import load
from tests.serve.asking import ask
from tests.serving import ROOT, mp, serving


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``mp`` to its end."""
    return subprocess.run(mp(*arguments), cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def test_says_where_everything_is(tmp_path: Path) -> None:
    """A second start builds nothing, and says where answers are kept and where to go, once it answers."""
    with serving(tmp_path):
        pass
    with serving(tmp_path) as again:
        assert ask(again.url, "/").status == 200
        assert ask(again.url, "/app/", "HEAD").status == 200
        assert not any(line.startswith("Building") for line in again.said)
        assert f"Answers are kept in {tmp_path}" in again.said
        assert any(
            line.startswith(f"Ready: {again.url}/ ") and f"{again.url}/app/" in line for line in again.said
        )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stops_quietly_and_takes_its_kernels_along(number: int, tmp_path: Path) -> None:
    """Ctrl-C ends the server and every kernel, those of visitors and those in wait, without a traceback."""
    with serving(tmp_path) as running:
        ask(running.url, "/app/")
        kernels = running.children()
        assert len(kernels) >= 2
        assert running.stop(number) == 0
        assert not any(kernel.is_running() for kernel in kernels)
        assert running.said[-1] == "Stop with Ctrl-C."


def test_taken_port_is_passed_over(tmp_path: Path) -> None:
    """Where the usual port is taken, the next free one is used, and that is said."""
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8866))
            taken.listen()
        except OSError:
            pass  # Another program has it, which serves here as well.
        with serving(tmp_path, port=None) as running:
            assert not running.url.endswith(":8866")
            assert any("Port 8866 is taken" in line for line in running.said)
            assert ask(running.url, "/").status == 200


def test_port_asked_for_and_taken(tmp_path: Path, free_port: int) -> None:
    """A port that was asked for by name is not exchanged for another: one line and exit code 2."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port))
        taken.listen()
        done = run("serve", "--port", str(free_port), "--records", tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"mp: port {free_port} is taken by another program; choose another --port, or leave it out"
    ]


def test_foreign_address(tmp_path: Path) -> None:
    """An address that this machine does not have gets one line and exit code 2."""
    done = run("serve", "--ip", "192.0.2.1", "--records", tmp_path)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["mp: --ip 192.0.2.1 is no address of this machine"]


def test_records_are_never_among_the_pages(handbook: Path) -> None:
    """A folder of answers inside the served folder is refused."""
    done = run("serve", "--port", "0", "--records", handbook / "answers")
    assert done.returncode == 2
    assert "is a folder of the handbook's pages" in done.stderr
    assert not (handbook / "answers").exists()


def test_assessment_with_keys_is_never_served(tmp_path: Path) -> None:
    """A file that carries keys, or is no assessment, is one line that says what to give, and exit code 2."""
    carries = {
        "slug": "exam",
        "title": "Exam",
        "minutes": 5,
        "sections": [load("goals-whose-is-it").data()],
    }
    for data, said in ((carries, "it carries keys; give the file from release/"), ({}, "no assessment as")):
        file = tmp_path / "exam.json"
        file.write_text(json.dumps(data), encoding="utf-8")
        done = run("serve", "--port", "0", "--records", tmp_path / "records", "--assessment", file)
        assert done.returncode == 2
        assert done.stderr.startswith(f"mp: {file}: ")
        assert said in done.stderr
        assert done.stderr.count("\n") == 1
