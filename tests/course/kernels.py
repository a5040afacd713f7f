"""Counting the kernels that are started, whoever starts them."""

import contextlib
import json
import sys

import pytest


class Kernels:
    """Stands in front of the Python kernel, and leaves a mark in a folder each time that one starts."""

    def __init__(self, folder):
        self._seen = folder / "kernels"
        self._seen.mkdir()
        self._path = folder / "jupyter"
        spec = self._path / "kernels" / "python3"
        spec.mkdir(parents=True)
        counted = f"import uuid, pathlib; pathlib.Path({str(self._seen)!r}, uuid.uuid4().hex).touch()"
        command = f"{counted}; from ipykernel.kernelapp import launch_new_instance as go; go()"
        argv = [sys.executable, "-c", command, "-f", "{connection_file}"]
        text = json.dumps({"argv": argv, "display_name": "Python 3", "language": "python"})
        (spec / "kernel.json").write_text(text, encoding="utf-8")

    @contextlib.contextmanager
    def counted(self):
        """Count the kernels that start from here on."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JUPYTER_PATH", str(self._path))
            yield

    @property
    def started(self):
        """How many have been started."""
        return len(list(self._seen.iterdir()))
