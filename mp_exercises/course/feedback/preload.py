"""What the writers are copies of: everything that they need is loaded once, and shared between them."""

from __future__ import annotations

import gc
import os


def _load() -> None:
    # Nothing of it is ever garbage: looking for some would cost time while it loads, when a copy writes on
    # pages that it shares, and once more at the end.
    gc.disable()
    # Pydantic would look through every installed package for plugins, and the models have none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from .rendering import template
    from .scribe import Scribe as Scribe

    template()
    gc.freeze()
    gc.enable()


_load()
