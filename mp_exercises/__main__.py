"""``python -m mp_exercises`` is ``mp``."""

from .cli import main

main()
