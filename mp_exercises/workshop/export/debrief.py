"""The debrief: one page to print, with what the room answered, what the key says, and what was noted."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..tally import Asked, Part, Tally, by_table, is_matrix, judge_of, worth_discussing
from ..tally.shapes import brief
from .gathered import Gathered, Question
from .rows import words as in_sentences
from .wording import words

MOST_ABOUT = 110
SHADES = 8
"""In how many steps a cell is shaded, as the style sheet has them."""

NARROW = 5
"""Of more columns than this, the heads are written upwards."""


def debrief(found: Gathered) -> str:
    """Return the page; it needs nothing beside it, and no script."""
    say = words()["debrief"]
    answers = sum(len(question.given) for question in found.questions)
    return (
        _environment()
        .get_template("debrief.html.jinja")
        .render(
            say=say,
            style=Markup(files(__package__).joinpath("templates/debrief.css").read_text(encoding="utf-8")),
            room=found.room,
            people=say["people"].format(people=found.people, answers=answers),
            opened=say["opened"].format(day=f"{found.opened.day} {found.opened:%B %Y}"),
            points=_points(found),
            questions=[_question(found, question, say) for question in found.questions],
            notes=[note for note in found.notes if note.text.strip()],
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("mp_exercises.workshop.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _points(found: Gathered) -> list[Any]:
    asked = [
        Asked(
            question.number - 1,
            words()["debrief"]["question"].format(number=question.number),
            judge_of(question.exercise),
            question.counted(),
        )
        for question in found.questions
        if question.phase == "revealed"
    ]
    return list(worth_discussing(asked))


def _question(found: Gathered, question: Question, say: dict[str, str]) -> dict[str, Any]:
    item = question.exercise.item(question.step.item or "")
    counted, judge = question.counted(), judge_of(question.exercise)
    panel = judge == "panel"
    matrix = is_matrix(counted)
    return {
        "number": question.number,
        "title": question.exercise.title,
        "prompt": question.prompt,
        "revealed": question.phase == "revealed",
        "people": counted.people,
        "sentences": in_sentences(question) if counted.people else [],
        "matrix": matrix,
        "upwards": matrix and len(counted.parts[0].shape.values) > NARROW,
        "parts": _parts(counted, matrix=matrix),
        "captioned": counted.layout not in ("one", "options"),
        "judge": say["key_panel"] if panel else say["key_author"],
        "legend": say["legend_panel"] if panel else say["legend_author"],
        "why": say["why_panel"] if panel else say["why_author"],
        "author": "" if panel else say["author"],
        "rationale": "" if item.secret is None else item.secret.rationale,
        "prompts": list(question.step.prompts),
        "tables": _tables(found, question, say),
    }


def _parts(counted: Tally, *, matrix: bool) -> list[dict[str, Any]]:
    """Return the parts as the page shows them; where several options may be chosen, as one."""
    if counted.layout == "options":
        bars = [{**_bars(part)[0], "label": part.shape.label} for part in counted.parts]
        return [{"label": "", "about": "", "bars": bars}]
    several = len(counted.parts) > 1
    found = []
    for part in counted.parts:
        bars = _bars(part)
        if several and not matrix:
            # What nobody gave fills a page and says nothing; what the key gives says something.
            bars = [bar for bar in bars if bar["count"] or bar["key"]]
        about = "" if part.shape.ordered else brief(part.shape.about, MOST_ABOUT)
        found.append({"label": part.shape.label, "about": about, "bars": bars})
    return found


def _bars(part: Part) -> list[dict[str, Any]]:
    best = part.right[0]
    most = max(1, part.people)
    return [
        {
            "label": value.label,
            "count": count,
            "share": round(100 * count / most),
            "shade": round(SHADES * count / most),
            "key": value in best,
        }
        for value, count in zip(part.shape.values, part.counts, strict=True)
    ]


def _tables(found: Gathered, question: Question, say: dict[str, str]) -> list[dict[str, Any]]:
    """Return what there is to say of tables, those of which the same is said together."""
    if not found.room.settings.tables:
        return []
    item = question.exercise.item(question.step.item or "")
    alike: dict[str, list[str]] = {}
    for table in by_table(question.exercise, item, question.answers):
        name = say["no_table"] if table.number is None else say["table"].format(number=table.number)
        if table.words:
            alike.setdefault(table.words, []).append(say["sits"].format(table=name, people=table.people))
    return [{"name": ", ".join(names), "sentences": sentence} for sentence, names in alike.items()]
