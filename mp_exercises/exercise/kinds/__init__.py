"""The kinds of item: one module each, and this registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .branching import BranchingItem
from .choice import ChoiceItem
from .coding import CodingItem
from .goal import GoalItem
from .ranking import RankingItem
from .rating import RatingItem
from .reflection import ReflectionItem
from .sorting import SortingItem

Item = Annotated[
    RatingItem
    | CodingItem
    | ChoiceItem
    | RankingItem
    | SortingItem
    | BranchingItem
    | GoalItem
    | ReflectionItem,
    Field(discriminator="kind"),
]
"""Any item; ``kind`` says which."""

KINDS = ("rating", "coding", "choice", "ranking", "sorting", "branching", "goal", "reflection")
