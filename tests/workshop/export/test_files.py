"""What a trainer takes from a room: counts as they are, text as text, and nobody's name unasked."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from mp_exercises.exercise import load
from mp_exercises.workshop.export import FORMS, export
from mp_exercises.workshop.store import NoRoom, Step, Store, open_store
from tests.workshop.participant import Trainer, item_of, question
from tests.workshop.rooms import give, person_in

CHOICE, WRITTEN = question("choice"), question("reflection")
HOSTILE = '=HYPERLINK("http://x","y")<script>alert(1)</script>'


@pytest.fixture
def trainer(tmp_path: Path) -> Trainer:
    """Return a room in which seven have chosen and one has written something hostile."""
    from mp_exercises.sitting import line_for

    store: Store = open_store(tmp_path / "rooms.sqlite")
    room = Trainer(store, [CHOICE, WRITTEN, Step(kind="pause", title="Tea")], tables=2)
    room.does("goto", 0)
    room.others_answer(0, 7)
    room.does("reveal")
    room.does("goto", 1)
    exercise = load(str(WRITTEN.exercise))
    person = person_in(store, room.room)
    give(store, room.room, person, line_for(exercise, str(WRITTEN.item), {"text": HOSTILE}))
    store.notes.add(room.room.id, f"Note {HOSTILE}", step=0)
    return room


def rows(data: bytes) -> list[dict[str, str]]:
    """Return a CSV file's lines."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_counts_are_those_of_the_room(trainer: Trainer) -> None:
    """The workbook has every option with how many chose it, and marks the key's."""
    book = load_workbook(io.BytesIO(export(trainer.store, trainer.room.id, "xlsx").data))
    lines = [row for row in book["counts"].iter_rows(min_row=2, values_only=True) if row[0] == 1]
    options = {option.text: option.id for option in item_of(CHOICE).options}  # type: ignore[attr-defined]
    given = [answer["picked"][0] for item, answer in trainer.answers() if item == CHOICE.item]
    assert {options[str(row[3])]: row[4] for row in lines} == {
        one: given.count(one) for one in options.values()
    }
    assert any(row[6] == "key" for row in lines)


def test_every_answer_is_a_line_with_a_number_and_no_name(trainer: Trainer) -> None:
    """People are numbered, names are empty, and a formula in what somebody wrote is text."""
    lines = rows(export(trainer.store, trainer.room.id, "csv").data)
    assert {line["Name"] for line in lines} == {""}
    assert len({line["Person"] for line in lines}) == 8
    written = [line["Answer"] for line in lines if line["Step"] == "2"]
    assert written == [f"'{HOSTILE}"]
    book = load_workbook(io.BytesIO(export(trainer.store, trainer.room.id, "xlsx").data))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_debrief(trainer: Trainer) -> None:
    """The page has the questions, how many answered, whose key it is, and the notes, all as text."""
    page = BeautifulSoup(export(trainer.store, trainer.room.id, "debrief").data, "html.parser")
    said = " ".join(page.get_text(" ").split())
    assert item_of(CHOICE).prompt.split("\n")[0][:60] in said
    assert "8 people, 8 answers" in said
    assert "One author wrote this key." in said
    assert HOSTILE in said
    assert page.find("script") is None
    assert HOSTILE not in " ".join(section.get_text() for section in page.select("section.question"))
    assert "By table" in said


def test_each_form_has_a_name_that_is_a_file_s(trainer: Trainer) -> None:
    """A room's title makes a safe name, with the day and the right ending."""
    for form in FORMS:
        made = export(trainer.store, trainer.room.id, form)
        assert made.name.startswith("room-on-the-doorstep-20")
        assert made.name.endswith({"debrief": ".html", "xlsx": ".xlsx", "csv": ".csv"}[form])
        assert made.data


def test_no_such_form_or_room(trainer: Trainer) -> None:
    """A form or a room that is none is refused."""
    with pytest.raises(ValueError, match="there is no form 'pdf'"):
        export(trainer.store, trainer.room.id, "pdf")
    with pytest.raises(NoRoom):
        export(trainer.store, "nothing", "csv")


def test_a_room_with_nobody(tmp_path: Path) -> None:
    """A room that nobody joined can be taken away in every form."""
    store = open_store(tmp_path / "rooms.sqlite")
    room = Trainer(store, [CHOICE]).room
    for form in FORMS:
        assert export(store, room.id, form).data
