"""An author's fault as a Sphinx warning at its line."""

from __future__ import annotations

from typing import Any

from ..exercise import Fault, SourceError


def warn(logger: Any, fault: Fault) -> None:
    """Report a fault; under ``-W`` it stops the build."""
    logger.warning(
        "%s; right would be %s", fault.wrong, fault.right, location=f"{fault.file}:{fault.line}", type="mp"
    )


def warn_all(logger: Any, error: SourceError) -> None:
    """Report every fault of an unusable file."""
    for fault in error.faults:
        warn(logger, fault)
