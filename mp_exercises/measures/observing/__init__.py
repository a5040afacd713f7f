"""Observations that several people rated: how far they agree, who is lenient, who drifts."""

from .codings import codings_needed, expected_width
from .double import Double, double_coded
from .level import Level, level
from .raters import RaterDrift, differences, drift, leniency
from .skills import PairAgreement, SkillAgreement, by_pair, by_skill

__all__ = [
    "Double",
    "Level",
    "PairAgreement",
    "RaterDrift",
    "SkillAgreement",
    "by_pair",
    "by_skill",
    "codings_needed",
    "differences",
    "double_coded",
    "drift",
    "expected_width",
    "leniency",
    "level",
]
