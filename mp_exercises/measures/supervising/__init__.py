"""Supervision that somebody listened to: how good it was, and what was heard in it."""

from .heard import Supervision, supervision

__all__ = ["Supervision", "supervision"]
