"""The trainer's side: Voila's page of the control room, and its kernels, behind the trainer's token."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from traitlets.config import Config

from ...serve.config import APPS
from ...serve.guarded import Guarded, guarded_config, guarded_routes
from ...serve.keys import Keys

CONTROL = "/control/"
NOTEBOOK = APPS / "control.ipynb"
MOST_TRAINERS = 8

GUARDED = Guarded(CONTROL, Path(__file__).parent / "notices", MOST_TRAINERS)
LOGIN = GUARDED.login


def trainer_config(keys: Keys, *, tls: bool) -> Config:
    """Return what is set otherwise than for ``mp serve``: the token, and the cookie that stands for it."""
    return guarded_config(keys.token, keys.cookie, "mp-workshop-trainer", tls=tls)


def control_routes(page: dict[str, Any], *, static: list[str], extensions: list[str]) -> list[Any]:
    """Return the routes below ``/control/``.

    Parameters
    ----------
    page
        What Voila's handler needs to make the page.
    static, extensions
        Folders of Voila's front end, and of JupyterLab extensions.
    """
    return guarded_routes(GUARDED, page, static=static, extensions=extensions)
