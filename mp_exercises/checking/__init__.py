"""Everything that ``mp check`` checks."""

from .report import Report, check_all

__all__ = ["Report", "check_all"]
