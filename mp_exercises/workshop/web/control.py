"""The trainer's side: Voila's page of the control room, and its kernels, behind the trainer's token."""

from __future__ import annotations

from pathlib import Path

from traitlets.config import Config

from ...serve.config import APPS
from ...serve.guarded import Guarded, guarded_config
from ...serve.keys import Keys

MOST_TRAINERS = 8

CONTROL = Guarded("/control/", APPS / "control.ipynb", Path(__file__).parent / "notices", MOST_TRAINERS)


def trainer_config(keys: Keys, *, tls: bool) -> Config:
    """Return what is set otherwise than for ``mp serve``: the token, and the cookie that stands for it."""
    return guarded_config(keys.token, keys.cookie, "mp-workshop-trainer", tls=tls)
