"""Panels: every measure with what may and may not be said, on all rows and on few."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.measures.example import authority
from mp_exercises.measures.reading import Table, grid_of, kinds, table_of
from mp_exercises.measures.showing import Choice, filters, narrowed, panels
from mp_exercises.measures.showing.alone import alone
from mp_exercises.measures.showing.page import colours
from mp_exercises.measures.showing.wording import words
from mp_exercises.measures.writing import as_people_keep, sheet_bytes

TOKENS = Path(__file__).parents[3] / "book" / "_static" / "handbook-tokens.css"
HOSTILE = "<img src=x onerror=alert(1)>&\"'"


@pytest.fixture(scope="module")
def tables():
    """Return the invented tables, as they are read from files."""
    return {
        name: table_of(grid_of(Path(f"{name}.csv"), sheet_bytes(".csv", *as_people_keep(name, frame))))
        for name, frame in authority().items()
    }


@pytest.mark.parametrize("name", list(kinds()))
def test_each_panel_says_what_may_and_may_not_be_said(name, tables):
    """Each kind of data has panels with a figure, an interval, sentences both ways, and figures as tables."""
    found = panels(tables[name])
    assert found
    for panel in found:
        assert panel.title
        assert all((panel.may, panel.may_not, panel.says, panel.frames))
        assert all("{" not in line and line[-1] in ".)" for line in (*panel.may, *panel.may_not))
        if panel.key != "comments":
            assert all((panel.headline.interval, panel.headline.n))
            assert all((panel.chart.says, panel.chart.table.rows))


@pytest.mark.parametrize("name", list(kinds()))
def test_few_rows_are_refused_in_a_sentence(name, tables):
    """Three rows give no figure: each panel says in a sentence that there are too few, and of what."""
    few = replace(tables[name], frame=tables[name].frame.head(3).reset_index(drop=True), rows=(2, 3, 4))
    for panel in panels(few):
        if panel.key == "comments":
            continue
        assert panel.refused
        assert panel.headline.value == words().refused
        assert panel.headline.why
        assert not panel.headline.interval


def test_filters_are_what_the_data_have(tables):
    """Teams, periods, workers and skills can be chosen where a table has them."""
    names = {name: [one.name for one in filters(table)] for name, table in tables.items()}
    assert names["observations"] == ["worker", "team", "skill", "start", "end"]
    assert names["referrals"] == ["team", "start", "end", "until", "unit"]
    assert names["series"] == ["start", "end"]


def test_a_choice_keeps_its_rows(tables):
    """A team and a period leave just the rows of both, and rows keep their places in the file."""
    table = tables["goals"]
    wanted = Choice({"team": "Ashby"}, start=date(2024, 1, 1), end=date(2024, 12, 31))
    kept = narrowed(table, wanted)
    rows = table.frame[(table.frame["team"] == "Ashby") & (table.frame["set_on"].dt.year == 2024)]
    assert kept.frame.equals(rows.reset_index(drop=True))
    assert len(kept.rows) == len(rows)
    assert set(kept.rows) <= set(table.rows)
    assert panels(table, Choice({"team": "none of ours"})) == []


def test_one_skill_alone(tables):
    """With a skill chosen, level and agreement are of that one."""
    level, agreement, *_ = panels(tables["observations"], Choice(skill="empathy"))
    assert len(level.frames["level"]) == 1
    assert list(agreement.frames["agreement"]["skill"]) == ["empathy"]


def test_a_team_of_referrals_is_warned_of(tables):
    """Within one team, whoever came back to another counts as not back, and the panel says so."""
    (again,) = panels(tables["referrals"], Choice({"team": "Birch"}))
    assert any("another team" in line for line in again.may_not)
    assert any("taken to end on" in line for line in again.says)


@pytest.mark.parametrize("name", ["goals", "experience", "observations", "training"])
def test_hostile_names_stay_text(name, tables):
    """Names that look like markup are drawn as text, in the page and in a file."""
    table = tables[name]
    frame = table.frame.copy()
    for column in ("team", "who", "rater", "worker"):
        if column in frame:
            frame[column] = frame[column].map(lambda one: f"{one}{HOSTILE}", na_action="ignore")
    for panel in panels(replace(table, frame=frame)):
        for scene in panel.chart.scenes if panel.chart else ():
            svg = alone(panel.chart.svg(scene))
            tree = ElementTree.fromstring(svg)
            tags = {one.tag.rpartition("}")[2] for one in tree.iter()}
            assert tags <= {"svg", "path", "text", "rect", "g", "title"}
            assert "var(--" not in svg
            assert not [key for one in tree.iter() for key in one.attrib if key.startswith("on")]


def test_the_colours_are_the_handbooks():
    """Outside the handbook drawings have its colours, light and dark."""
    light, _, dark = TOKENS.read_text(encoding="utf-8").partition('html[data-theme="dark"]')
    for scheme, text in (("light", light), ("dark", dark.partition("}")[0])):
        named = dict(re.findall(r"--mp-([a-z-]+): (#[0-9a-f]{6});", text))
        assert colours()[scheme].items() <= named.items()


@settings(max_examples=25)
@given(data=st.data())
def test_whatever_is_chosen_gives_panels(tables, data):
    """Any choice from the filters gives panels or none, and never an error."""
    quick = ["goals", "experience", "training", "supervision", "series"]
    table: Table = tables[data.draw(st.sampled_from(quick))]
    values, days = {}, {}
    for one in filters(table):
        if one.kind == "date" and one.name in ("start", "end"):
            days[one.name] = data.draw(st.none() | st.dates(date(2021, 1, 1), date(2027, 1, 1)))
        elif one.kind == "choice":
            key = data.draw(st.sampled_from([key for key, _ in one.options]))
            if key.startswith("="):
                values[one.name] = key[1:]
    for panel in panels(table, Choice(values, **days)):
        assert panel.says or panel.refused
