"""A session plan as one page to print: the trainer's sheet, then what lies on the tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ...exercise import Exercise
from ...player.text_form import paragraphs, text_form
from ..sessions import Session
from ..timetable import Slot, exercises_of, timetable
from .wording import words

STYLES = ("debrief.css", "sheet.css")


def sheet(session: Session) -> str:
    """Return the page; it needs nothing beside it, and no script.

    The trainer's part has what the keys say of each question; the handouts after it have no key.
    """
    say = words()["sheet"]
    folder = files(__package__).joinpath("templates")
    return (
        _environment()
        .get_template("sheet.html.jinja")
        .render(
            say=say,
            style=Markup("".join(folder.joinpath(name).read_text(encoding="utf-8") for name in STYLES)),
            plan=session,
            facts=facts(session),
            slots=[_slot(slot, say) for slot in timetable(session)],
            cases=[_case(exercise) for exercise in exercises_of(session)],
            handouts=[_handout(session, exercise) for exercise in exercises_of(session)],
        )
    )


def facts(session: Session) -> list[str]:
    """Return how long a session takes, and for how many it is, a phrase each."""
    say = words()["sheet"]
    found = [
        say["minutes"].format(minutes=session.minutes),
        say["people"].format(fewest=session.people[0], most=session.people[1]),
    ]
    if session.tables:
        found.append(say["tables"].format(fewest=session.tables[0], most=session.tables[1]))
    return found


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("mp_exercises.workshop.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _slot(slot: Slot, say: dict[str, str]) -> dict[str, Any]:
    step, exercise = slot.step, slot.exercise
    item = exercise.item(step.item) if exercise is not None and step.item is not None else None
    secret = None if item is None else item.secret
    return {
        "clock": say["clock"].format(start=slot.start, end=slot.end),
        "minutes": say["minutes"].format(minutes=slot.end - slot.start) if step.minutes else "",
        "kind": say[step.kind],
        "title": "" if exercise is None else exercise.title,
        "wall": paragraphs(slot.asked),
        "prompts": step.prompts,
        "rationale": () if secret is None else paragraphs(secret.rationale),
        "why": "" if exercise is None else say[f"why_{exercise.provenance.source}"],
    }


def _case(exercise: Exercise) -> dict[str, Any]:
    return {
        "title": exercise.title,
        "paragraphs": paragraphs(exercise.case) or (exercise.summary,),
        "invented": exercise.invented,
    }


def _handout(session: Session, exercise: Exercise) -> dict[str, Any]:
    """Return an exercise without its keys, and of its questions those that the session asks."""
    asked = {step.item for step in session.steps if step.exercise == exercise.slug}
    form = text_form(exercise, "graded")
    questions = [
        question for item, question in zip(exercise.items, form.questions, strict=True) if item.id in asked
    ]
    return {"form": form, "questions": questions}
