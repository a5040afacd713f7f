"""An invented authority over four years, for notebooks, trials and tests."""

from .authority import authority
from .write import write_example

__all__ = ["authority", "write_example"]
