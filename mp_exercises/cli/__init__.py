"""``mp``: the command line. Each group of commands has a module of its own."""

from .app import main

__all__ = ["main"]
