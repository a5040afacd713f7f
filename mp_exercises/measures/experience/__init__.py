"""Families' experience: who answered first, then what they said, and nothing of single people."""

from .comments import comments
from .questions import Question, by_group, questions
from .response import Nonresponse, Response, nonresponse, response
from .suppress import LEAST, hidden

__all__ = [
    "LEAST",
    "Nonresponse",
    "Question",
    "Response",
    "by_group",
    "comments",
    "hidden",
    "nonresponse",
    "questions",
    "response",
]
