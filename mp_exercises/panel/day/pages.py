"""The pages of the day as HTML, each with a policy that allows its own style, the player and nothing else."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ...player.payload import script_json
from ...serve.policy import SECRET_HEADERS, page_policy
from ..campaign import Criterion, Stage
from ..records import LEAST_REASON, Score
from ..rendering import environment, style_of
from ..wording import lines
from .desk import Desk
from .forms import UNSEEN
from .parts import SCRIPT, STYLES, address
from .views import Field, Talk

PAGE_STYLES = ("base.css", "day.css")

SHARED_WORDS = (
    "day.first",
    "day.second",
    "day.point",
    "day.unseen",
    "day.unseen_help",
    "day.higher",
    "day.notes",
    "day.alone",
    "day.lock",
    "day.lock_help",
    "day.settle",
    "day.settle_label",
    "day.change",
    "day.change_to",
    "day.change_label",
)
"""What the form without a script and the player both say."""

HEADERS = {
    **SECRET_HEADERS,
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
    "X-Robots-Tag": "noindex",
}


def render(template: str, **values: Any) -> tuple[str, str]:
    """Return a page, and its policy."""
    known = {
        "style": Markup(style_of(*PAGE_STYLES)),
        "parts": {"script": address(SCRIPT), "styles": address(STYLES)},
    }
    html = environment().get_template(template).render(**known, **values)
    return html, page_policy(html.encode(), images="data:", forms="'self'")


def tablet_data(desk: Desk, member: str, home: str) -> dict[str, Any]:
    """Return what the player on any page of a member needs: whose answers these are and where they go."""
    campaign = desk.folder.campaign
    words = {key.partition(".")[2]: lines()[key] for key in SHARED_WORDS}
    return {
        "campaign": campaign.slug,
        "rev": campaign.revision,
        "member": member,
        "answers": f"{home}answers",
        "places": {stage.id: stage.name for stage in desk.stations},
        "words": words,
    }


def sheet_data(stage: Stage, unit: str, at: str, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Return a sheet that can still be changed, for the player."""
    return {"station": stage.id, "unit": unit, "at": at, "fields": [_field(one) for one in fields]}


def talk_data(station: str, unit: str, at: str, talks: tuple[Talk, ...]) -> dict[str, Any]:
    """Return what of a shared unit somebody may still say, for the player; nobody's number but their own."""
    rows = [
        {
            "id": one.criterion.id,
            "name": one.criterion.name,
            "anchors": _anchors(one.criterion),
            "own": one.own.point if one.own else None,
        }
        for one in talks
    ]
    return {"station": station, "unit": unit, "at": at, "least": LEAST_REASON, "rows": rows}


def _anchors(criterion: Criterion) -> dict[str, str]:
    return {str(point): words for point, words in criterion.anchors.items()}


def _field(field: Field) -> dict[str, Any]:
    criterion, score = field.criterion, field.score
    return {
        "id": criterion.id,
        "name": criterion.name,
        "what": criterion.what,
        "anchors": _anchors(criterion),
        "notes": list(criterion.notes),
        "bare": field.bare,
        "score": None if score is None else _score(score),
    }


def _score(score: Score) -> dict[str, Any]:
    unseen = score.point is None and not score.begun
    return {
        "point": UNSEEN if unseen else score.point,
        "lines": list(score.lines),
        "higher": score.higher,
    }


def embedded(data: dict[str, Any]) -> Markup:
    """Return data as the content of a script element."""
    return Markup(script_json(data))


def plain_page(words: str, home: str | None) -> tuple[str, str]:
    """Return a page that says one thing, and its policy."""
    return render("day-word.html.jinja", words=words, home=home)
