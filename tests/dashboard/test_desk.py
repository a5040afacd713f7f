"""The dashboard's desk: files come in parts, faults are cells, and nothing is written."""

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mp_exercises.dashboard.desk import Desk
from mp_exercises.dashboard.shelf import MOST_TABLES
from mp_exercises.measures.example import authority, write_example
from mp_exercises.measures.reading import grid_of, kinds, table_of
from tests.dashboard.files import bomb, csv_of, everything_below, upload, with_faults
from tests.measures.tables import C1


@pytest.fixture(scope="module")
def invented():
    """Return a desk with the invented tables, and what it answered."""
    desk = Desk()
    return desk, desk.ask({"ask": "invented"})


def table_of_kind(reply, kind):
    """Return the card of a table by its kind."""
    return next(one for one in reply.data["tables"] if one["kind"] == kind)


def test_a_file_comes_in_parts():
    """A file of several parts is read, its kind known by its heads, and how it was read is said."""
    reply = upload(Desk(), "goals.csv", csv_of("goals"), part=1_000)
    (card,) = reply.data["tables"]
    assert (card["kind"], card["file"], card["rows"]) == ("goals", "goals.csv", len(authority()["goals"]))
    assert card["read"][0] == f"goals.csv: goals, {card['rows']} rows, no faults"
    assert [one["name"] for one in card["filters"]] == ["team", "owner", "start", "end"]


def test_faults_are_named_cell_by_cell():
    """A file with faults is not taken: each cell, what is wrong and what would be right."""
    reply = upload(Desk(), "kept.csv", with_faults())
    assert reply.why == "faults"
    card = reply.data["fault"]
    assert [one["place"] for one in card["faults"]] == ["D4", "A6", "D7", "B8", "D8", "D9", "D10"]
    assert card["faults"][5]["wrong"] == "'31/04/2025' is a day that does not exist"
    assert all(one["right"] for one in card["faults"])


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [("empty.csv", b"", "nothing is in it"), ("commas.csv", b",,\n,,\n", "nothing is in it")],
)
def test_a_file_with_nothing_in_it_is_said_to_be_that(name, data, wrong):
    """Nothing is said of cells to be mended, nor of an option of the command line."""
    reply = upload(Desk(), name, data)
    (fault,) = reply.data["fault"]["faults"]
    assert (fault["place"], fault["wrong"]) == ("", wrong)
    assert reply.say == f"{name} cannot be read. Put it right, and choose it again."
    assert "--" not in fault["right"]


def test_heads_of_no_kind_are_asked_about():
    """A file that could be anything is asked about, and read, or faulted, as the kind that is named."""
    desk = Desk()
    reply = upload(desk, "x.csv", b"shoe,size\n1,43\n")
    assert reply.why == "which"
    assert [one["key"] for one in reply.data["kinds"]] == list(kinds())
    named = desk.ask({"ask": "read", "kind": "goals"})
    assert named.why == "faults"
    assert "none of the first 10 rows has the heads" in named.data["fault"]["faults"][0]["wrong"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("letter.docx", b"PK"),
        ("empty.csv", b""),
        ("zeros.csv", b"\0" * 100),
        ("broken.xlsx", b"PK\x03\x04 not really"),
        ("bomb.xlsx", bomb()),
    ],
)
def test_hostile_files_are_one_sentence(name, data):
    """What is no spreadsheet, or would unpack to too much, is refused in a sentence and not kept."""
    desk = Desk()
    reply = upload(desk, name, data)
    assert reply.why == "faults"
    assert len(reply.data["fault"]["faults"]) == 1
    assert desk.ask({"ask": "home"}).data["tables"] == []


def test_size_is_bounded_before_anything_comes():
    """A file of 101 MB is refused by its size alone, and one that is longer than it said is dropped."""
    desk = Desk()
    reply = desk.ask({"ask": "begin", "name": "big.csv", "size": 101_000_000})
    assert "at most 100,000,000" in reply.data["fault"]["faults"][0]["right"]
    desk.ask({"ask": "begin", "name": "a.csv", "size": 10})
    assert desk.ask({"ask": "part"}, [memoryview(b"x" * 11)]).why == "wrong"
    assert desk.ask({"ask": "read"}).why == "wrong"


def test_so_many_tables_and_no_more():
    """After so many tables one must be taken away first."""
    desk = Desk()
    for _ in range(MOST_TABLES):
        assert upload(desk, "s.csv", b"Year,Count,Of\n2024,1,2\n").why == ""
    full = upload(desk, "s.csv", b"Year,Count,Of\n2024,1,2\n")
    assert "Take one away first" in full.say
    desk.ask({"ask": "drop", "table": "t1"})
    assert upload(desk, "s.csv", b"Year,Count,Of\n2024,1,2\n").why == ""


def test_filters_change_what_is_found(invented):
    """A team has other figures than all teams, and a day that is none is a sentence."""
    desk, reply = invented
    card = table_of_kind(reply, "goals")
    figures = []
    for choice in ({}, {"team": "=Ashby"}, {"team": "all", "start": "2025-01-01"}):
        looked = desk.ask({"ask": "look", "table": card["id"], "choice": choice})
        figures.append(looked.data["panels"][0]["headline"]["n"])
    assert len(set(figures)) == 3
    wrong = desk.ask({"ask": "look", "table": card["id"], "choice": {"start": "yesterday"}})
    assert wrong.why == "wrong"
    none = desk.ask({"ask": "look", "table": card["id"], "choice": {"team": "=Nowhere"}})
    assert none.data == {"panels": [], "note": "Nothing is left of the table. Choose less narrowly."}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", list(kinds()))
def test_rows_are_taken_with_codes_unless_asked(kind, form, invented):
    """Rows come with codes and no free text unless that is switched off; then they are as written."""
    desk, reply = invented
    card = table_of_kind(reply, kind)
    wish = {"ask": "take", "what": "rows", "table": card["id"], "choice": {}, "form": form}
    coded, plain = desk.ask({**wish, "codes": True}), desk.ask({**wish, "codes": False})
    frame = authority()[kind]
    again = table_of(grid_of(Path(plain.data["name"]), plain.file)).frame
    for column in frame:
        assert (again[column].isna().to_numpy() == frame[column].isna().to_numpy()).all()
        kept = frame[column].notna().to_numpy()
        assert (again[column][kept].to_numpy() == frame[column][kept].to_numpy()).all()
    coded_frame = table_of(grid_of(Path(coded.data["name"]), coded.file)).frame
    assert len(coded_frame) == len(frame)
    assert "comment" not in coded_frame
    for name in kinds()[kind].identifying:
        assert not set(coded_frame[name].dropna()) & set(frame[name].dropna())


def test_figures_of_people_are_coded(invented):
    """A table with a row for each worker is coded, formulas are text, and a chart is a drawing by itself."""
    desk, reply = invented
    card = table_of_kind(reply, "training")
    wish = {"ask": "take", "what": "figures", "table": card["id"], "choice": {}, "panel": "changed"}
    taken = desk.ask({**wish, "frame": "pairs", "form": "xlsx", "codes": True})
    cells = [row[0].value for row in load_workbook(io.BytesIO(taken.file)).active.iter_rows(min_row=2)]
    assert all(str(cell).startswith("worker-") for cell in cells)
    drawn = desk.ask({"ask": "take", "what": "chart", "table": card["id"], "choice": {}, "panel": "changed"})
    assert drawn.data == {"name": "changed.svg", "type": "image/svg+xml"}
    assert drawn.file.startswith(b"<svg ")


def test_formulas_stay_text():
    """A team that is called as a formula is text in what is taken away."""
    desk = Desk()
    lines = ["family,goal,owner,team", *(f"F{n},1,own,=1+2" for n in range(30))]
    (card,) = upload(desk, "g.csv", "\n".join(lines).encode()).data["tables"]
    wish = {"ask": "take", "what": "rows", "table": card["id"], "choice": {}, "codes": True}
    assert b",'=1+2" in desk.ask({**wish, "form": "csv"}).file
    sheet = load_workbook(io.BytesIO(desk.ask({**wish, "form": "xlsx"}).file)).active
    assert {row[3].data_type for row in sheet.iter_rows(min_row=2)} == {"s"}


def test_a_folder_is_read_at_the_start(tmp_path):
    """The tables of a folder are there at once, with what is wrong in others, and nothing is written."""
    write_example(tmp_path)
    before = everything_below(tmp_path)
    desk = Desk(tmp_path)
    home = desk.ask({"ask": "home"})
    assert {one["kind"] for one in home.data["tables"]} == set(kinds())
    assert [one["file"] for one in home.data["faults"]] == ["invented-referrals-as-kept.csv"]
    for card in home.data["tables"]:
        desk.ask({"ask": "look", "table": card["id"], "choice": {}})
    page = desk.ask({"ask": "take", "what": "page"})
    assert page.data["name"] == "one-page.html"
    assert everything_below(tmp_path) == before


@pytest.mark.skipif(not C1.is_file(), reason="the published table is not carried here")
def test_the_published_table():
    """Table C1 is known, an authority is chosen, and its series and its place among others are shown."""
    desk = Desk()
    (card,) = upload(desk, "c1.csv", C1.read_bytes()).data["tables"]
    assert [one["name"] for one in card["filters"]] == ["area", "children"]
    looked = desk.ask({"ask": "look", "table": card["id"], "choice": {"area": "Islington"}})
    time, funnel = looked.data["panels"]
    assert "Read the p′ chart." in time["says"]
    assert funnel["headline"]["value"] == "16.8%"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELDS = ["table", "choice", "what", "panel", "frame", "form", "name", "size", "kind", "codes"]


@settings(max_examples=150)
@given(
    ask=st.sampled_from(["begin", "part", "read", "drop", "look", "take", "nothing"]),
    fields=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=5),
    parts=st.lists(st.binary(max_size=20), max_size=2),
)
def test_whatever_is_asked_is_answered(ask, fields, parts):
    """Whatever a page sends, the desk answers with a sentence, and none is of a program."""
    desk = Desk()
    upload(desk, "s.csv", b"Year,Count,Of\n2024,1,2\n")
    fields = {**fields, "table": fields.get("table", "t1")}
    reply = desk.ask({"ask": ask, **fields}, [memoryview(part) for part in parts])
    assert reply.why != "broken"
    assert reply.say or not reply.why
    assert "Traceback" not in reply.say
