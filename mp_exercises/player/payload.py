"""What a player is given: one exercise as JSON, with keys for practice and without for a mark."""

from __future__ import annotations

import json
from typing import Any, Literal

from ..exercise import Exercise

Mode = Literal["practice", "graded"]


def payload(exercise: Exercise, mode: Mode = "practice") -> dict[str, Any]:
    """Return everything that the player needs to render an exercise.

    Parameters
    ----------
    mode
        ``"graded"`` leaves out every key, whatever the exercise carries.
    """
    shown = exercise if mode == "practice" else exercise.without_keys()
    return {"mode": mode, "rev": exercise.revision, "exercise": shown.data()}


def script_json(data: dict[str, Any]) -> str:
    """Return JSON that is safe inside a ``script`` element, whatever text it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
