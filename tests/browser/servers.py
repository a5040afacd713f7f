"""Real servers for the browser: started in a process of their own, stopped by its id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil

TOKEN = "0123456789abcdef"
START_SECONDS = 240


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab.

    Attributes
    ----------
    url
        Its address, without a path.
    folder
        The folder that it serves.
    pid
        Its process.
    """

    url: str
    folder: Path
    pid: int

    def page(self, notebook: str) -> str:
        """Return the address of a notebook, in a workspace that remembers nothing."""
        return f"{self.url}/lab/tree/{notebook}?token={TOKEN}&reset"

    def kill_kernels(self) -> int:
        """Kill every kernel as the system would, with no warning, and return how many there were."""
        children = psutil.Process(self.pid).children(recursive=True)
        kernels = [child for child in children if "ipykernel_launcher" in " ".join(child.cmdline())]
        for kernel in kernels:
            kernel.kill()
        return len(kernels)


def write_notebook(file: Path, *cells: str) -> None:
    """Write a notebook of code cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, file)


@contextmanager
def jupyterlab(folder: Path, port: int) -> Iterator[Lab]:
    """Run JupyterLab on ``folder`` until the block ends."""
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0", "--ServerApp.ip=127.0.0.1"),
        *(f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder}"),
        *("--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"),
    ]
    env = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(folder / ".config"),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".s"),
    }
    log = (folder / "lab.log").open("wb")
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/api", process)
        yield Lab(f"http://127.0.0.1:{port}", folder, process.pid)
    finally:
        stop(process)
        log.close()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until ``url`` answers; fail at once if the process has ended."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} did not answer within {START_SECONDS} s")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a server and what it started."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
