"""What kernels inherit from the server that starts them."""

from __future__ import annotations

import os
import sys

from ..place import PACKAGE


def inherit(**variables: str | None) -> None:
    """Set the variables that kernels see, and where this package is; None takes one away.

    A kernel's environment can be read by other programs of the same user, so that no secret belongs in it.
    """
    for name, value in variables.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    # A grammar that takes Voila two seconds to set up, and that is asked nothing here.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
