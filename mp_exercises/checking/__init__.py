"""Everything that ``mp check`` checks."""

from .report import Report, Shown, check_all

__all__ = ["Report", "Shown", "check_all"]
