"""The player's Python side; the front end's source is in ``frontend/``."""
