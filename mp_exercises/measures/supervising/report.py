"""Supervision that was listened to, in words."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ...marking.estimate import Estimate
from ..reading import kind
from ..wording import line, outcome
from .heard import Supervision, supervision


def supervision_lines(frame: pd.DataFrame) -> Iterator[str]:
    """Yield how good the sessions were, what was heard in them, and what that cannot say."""
    found = supervision(frame)
    yield line(f"supervising.{found.units}", sessions=found.sessions)
    yield outcome(found.rating)
    for name, one in found.heard.items():
        yield line("supervising.heard", name=called(name), words=outcome(one))
    yield line("supervising.limit")


def supervision_frames(frame: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return what was heard, by name; what was refused is not there."""
    heard = heard_frame(supervision(frame))
    return {} if heard.empty else {"heard": heard}


def heard_frame(found: Supervision) -> pd.DataFrame:
    """Return each ingredient with its share of sheets and interval, the rarest first."""
    known = [(name, one) for name, one in found.heard.items() if isinstance(one, Estimate)]
    rows = [(called(name), one.n, one.value, one.low, one.high) for name, one in known]
    frame = pd.DataFrame(rows, columns=["ingredient", "sheets", "heard", "low", "high"])
    return frame.sort_values("heard", kind="stable", ignore_index=True)


def called(name: str) -> str:
    """Return an ingredient as the head of its column, with a capital."""
    head = kind("supervision").columns[name].head
    return head[:1].upper() + head[1:]
