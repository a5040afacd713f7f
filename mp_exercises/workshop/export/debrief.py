"""The debrief: one page to print, with what the room answered, what the key says, and what was noted."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ..tally import Asked, Part, by_table, judge_of, worth_discussing
from .gathered import Gathered, Question
from .rows import words as in_sentences
from .wording import words


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
            opened=say["opened"].format(day=f"{found.opened:%d.%m.%Y}"),
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
    key = getattr(item, "key", None)
    return {
        "number": question.number,
        "title": question.exercise.title,
        "prompt": question.prompt,
        "revealed": question.phase == "revealed",
        "people": counted.people,
        "sentences": in_sentences(question) if counted.people else [],
        "parts": [_part(part) for part in counted.parts],
        "captioned": counted.layout != "one",
        "judge": say["key_panel"] if judge == "panel" else say["key_author"],
        "why": say["why_panel"] if judge == "panel" else say["why_author"],
        "author": "" if judge == "panel" else say["author"],
        "rationale": getattr(key, "rationale", "") or "",
        "prompts": list(question.step.prompts),
        "tables": _tables(found, question, say),
    }


def _part(part: Part) -> dict[str, Any]:
    best = part.right[0]
    most = max(1, part.people)
    return {
        "label": part.shape.label,
        "bars": [
            {
                "label": value.label,
                "count": count,
                "share": round(100 * count / most),
                "key": value in best,
            }
            for value, count in zip(part.shape.values, part.counts, strict=True)
        ],
    }


def _tables(found: Gathered, question: Question, say: dict[str, str]) -> list[dict[str, Any]]:
    if not found.room.settings.tables:
        return []
    item = question.exercise.item(question.step.item or "")
    return [
        {
            "name": say["no_table"] if table.number is None else say["table"].format(number=table.number),
            "people": table.people,
            "sentences": table.words,
        }
        for table in by_table(question.exercise, item, question.answers)
    ]
