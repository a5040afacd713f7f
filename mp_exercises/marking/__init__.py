"""Marking: marks and what guessing would earn."""

from .baselines import PASS_MARK, Baseline, answers_of, baselines, signed
from .marks import Answers, ExerciseMark, ItemMark, mark, mark_record

__all__ = [
    "PASS_MARK",
    "Answers",
    "Baseline",
    "ExerciseMark",
    "ItemMark",
    "answers_of",
    "baselines",
    "mark",
    "mark_record",
    "signed",
]
