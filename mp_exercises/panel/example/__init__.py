"""An invented campaign that behaves like a real one, seeded."""

from .write import write_example

__all__ = ["write_example"]
