"""Reliability of an assessment and of decisions from it, and the analysis of its items."""

from .alpha import coefficient, cronbach_alpha, earned, feldt_interval, standard_error_of_measurement
from .conditional import ConditionalError, conditional_error
from .consistency import DecisionConsistency, decision_consistency
from .differences import GroupDifferences, ItemDifference, group_differences
from .groups import Groups, OptionUse
from .items import ItemAnalysis, ItemStatistics, item_analysis, item_rest
from .livingston_lewis import Decision, livingston_lewis
from .mantel import Dichotomous, Ordinal
from .true_score import Beta
from .words import said

__all__ = [
    "Beta",
    "ConditionalError",
    "Decision",
    "DecisionConsistency",
    "Dichotomous",
    "GroupDifferences",
    "Groups",
    "ItemAnalysis",
    "ItemDifference",
    "ItemStatistics",
    "OptionUse",
    "Ordinal",
    "coefficient",
    "conditional_error",
    "cronbach_alpha",
    "decision_consistency",
    "earned",
    "feldt_interval",
    "group_differences",
    "item_analysis",
    "item_rest",
    "livingston_lewis",
    "said",
    "standard_error_of_measurement",
]
