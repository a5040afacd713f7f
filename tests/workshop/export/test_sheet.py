"""A session plan on paper: the trainer's sheet has everything, and the handouts have no key."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from mp_exercises.cli.app import cli
from mp_exercises.exercise import Exercise
from mp_exercises.workshop.export.sheet import sheet
from mp_exercises.workshop.sessions import Session, sessions
from mp_exercises.workshop.timetable import exercises_of


def named(session: Session) -> str:
    """Return what a case of this module is called."""
    return session.slug


def reasons(exercise: Exercise) -> list[str]:
    """Return what the keys of an exercise say."""
    return [item.secret.rationale.split("\n\n")[0].strip() for item in exercise.items if item.secret]


@pytest.mark.parametrize("session", sessions(), ids=named)
def test_everything_that_a_trainer_needs(session: Session) -> None:
    """Times, what is brought, each question with its prompts, the debrief and the cases are on the sheet."""
    page = unescape(sheet(session))
    mine, _, handouts = page.partition('class="handout"')
    for _path, text in session.said():
        assert text in mine
    for exercise in exercises_of(session):
        assert exercise.invented in mine
        for line in exercise.transcript:
            assert line.says in handouts
    assert f"–{session.minutes}</b>" in mine
    assert "<script" not in page


@pytest.mark.parametrize("session", sessions(), ids=named)
def test_no_key_is_handed_out(session: Session) -> None:
    """What the key says stands on the trainer's sheet, and on no handout."""
    mine, _, handouts = unescape(sheet(session)).partition('class="handout"')
    asked = {(step.exercise, step.item) for step in session.steps}
    for exercise in exercises_of(session):
        for item in exercise.items:
            if item.secret is None:
                continue
            said = item.secret.rationale.split("\n\n")[0].strip()
            assert said not in handouts
            assert (said in mine) == ((exercise.slug, item.id) in asked)


def test_the_command(tmp_path: Path) -> None:
    """``mp workshop plan`` writes the page; a name that is none is said with those that there are."""
    out = tmp_path / "plan.html"
    done = CliRunner().invoke(cli, ["workshop", "plan", "kind-and-vague", "--out", str(out)])
    assert done.exit_code == 0
    assert "Kind and vague" in out.read_text(encoding="utf-8")
    wrong = CliRunner().invoke(cli, ["workshop", "plan", "no-such", "--out", str(out)])
    assert "kind-and-vague" in str(wrong.exception)
    listed = CliRunner().invoke(cli, ["workshop", "plans"]).output
    assert all(session.slug in listed for session in sessions())
