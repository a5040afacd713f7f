"""An invented authority over four years, for notebooks, trials and tests."""

from .authority import authority
from .settings import settings
from .write import kept_with_faults, write_example

__all__ = ["authority", "kept_with_faults", "settings", "write_example"]
