"""What staff fill in before a form is handed over."""

import csv

import pytest
from click.testing import CliRunner
from lxml import html

from mp_exercises.cli.app import cli
from mp_exercises.instruments import load
from mp_exercises.instruments.each import preset_of, presets_from
from mp_exercises.instruments.page import print_page
from mp_exercises.instruments.translate import load_sheet

FORM = load("family-experience")


def test_a_page_for_everybody_on_the_list(tmp_path):
    """Each person on the list has a page with their code, and with what is the same for all."""
    asked = tmp_path / "asked.csv"
    rows = [
        ["person", "team", "asked on", "answered"],
        ["A1", "North", "20/11/2026", "no"],
        ["A2", "", "2026-11-21", "no"],
    ]
    with asked.open("w", newline="") as opened:
        csv.writer(opened).writerows(rows)
    words = [
        "instrument",
        "page",
        FORM.slug,
        "--each",
        asked,
        "--out",
        tmp_path / "out",
        "--set",
        "back=The desk",
    ]
    done = CliRunner().invoke(cli, [str(word) for word in words])
    assert (done.exit_code, done.stderr) == (0, "")
    pages = {file.name: html.document_fromstring(file.read_bytes()) for file in (tmp_path / "out").iterdir()}
    assert sorted(pages) == ["family-experience_A1.html", "family-experience_A2.html"]
    first = {
        one.get("name"): one.get("value")
        for one in pages["family-experience_A1.html"].xpath("//input[@type!='radio']")
    }
    assert (first["person"], first["asked-on"], first["back"], first["family"]) == (
        "A1",
        "2026-11-20",
        "The desk",
        None,
    )


def test_an_answer_on_the_list_is_not_filled_in(tmp_path):
    """A list that has answers and words of last time hands neither of them to anybody."""
    asked = tmp_path / "asked.csv"
    asked.write_text("person,team,asked on,answered,q1,comment\nA1,North,2026-11-20,yes,4,She listened.\n")
    [(_, filled)] = presets_from(FORM, asked)
    assert filled == {"person": "A1", "team": "North", "asked-on": "2026-11-20"}


def test_paper_has_what_was_filled_in():
    """A printed form shows the words, the day and the cross that were filled in beforehand."""
    page = html.document_fromstring(
        print_page(load_sheet(FORM.slug), preset={"person": "A1", "asked-on": "2026-11-20", "q1": "4"})
    )
    assert "A1" in page.xpath("//*[@class='typed']/text()")
    assert page.xpath("//i/@data-day") == ["20 / 11 / 2026"]
    assert [one.get("value") for one in page.xpath("//input[@checked]")] == ["4"]


@pytest.mark.parametrize("given", ["person", "nobody=1", "person=../x", "asked-on=yesterday", "q1=6"])
def test_what_a_field_cannot_hold_is_refused(given):
    """A field that is not there, or a value that it cannot hold, is refused in one line."""
    with pytest.raises(ValueError, match=r"right would be|; ") as found:
        preset_of(FORM, [given])
    assert "\n" not in str(found.value)


def test_a_form_that_nobody_is_asked_to_fill_in(tmp_path):
    """A list of people goes with the forms about experience alone."""
    with pytest.raises(ValueError, match="leave out --each"):
        next(presets_from(load("practice-observation"), tmp_path / "x.csv"))
