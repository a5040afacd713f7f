"""The one page for the head of service: one side, nothing silently missing, nothing fetched."""

import re
import shutil

import pytest

from mp_exercises.measures.drawing import CARD
from mp_exercises.measures.example import write_example
from mp_exercises.measures.reading import read_file
from mp_exercises.measures.showing.page import page_of, page_words, read_folder
from mp_exercises.paper import best_printer, find_chromium
from tests.measures.tables import write_csv
from tests.measures.test_command import mp


@pytest.fixture(scope="module")
def invented(tmp_path_factory):
    """Return a folder with the invented tables, one of which has faults."""
    folder = tmp_path_factory.mktemp("invented")
    write_example(folder)
    return folder


def test_every_slot_is_filled_or_said_to_be_missing(invented):
    """With all tables a slot has figure, interval, chart and sentences; what nothing measures says so."""
    said, html = page_words(), page_of(read_folder(invented))
    filled = [slot for slot in said.slots if slot.kinds]
    assert html.count(f'class="mp-{CARD.name}"') == len(filled)
    assert html.count(f"<dt>{said.may}</dt>") == html.count(f"<dt>{said.may_not}</dt>") == len(filled)
    assert html.count("95% interval") == len(filled)
    assert said.never in html
    assert "invented-referrals-as-kept.csv" in html


def test_what_is_not_there_is_named(invented, tmp_path):
    """With goals alone, every other slot names the table that it lacks."""
    shutil.copy(invented / "invented-goals.csv", tmp_path)
    html = page_of(read_folder(tmp_path))
    assert "No table of observations is there, so nothing can be said of it." in html
    assert "No table of referrals or a series over time is there" in html
    assert html.count(page_words().missing) == 6


def test_it_fetches_nothing_and_names_nobody(invented):
    """The page has no address in it, and none of the ids of any table."""
    html = page_of(read_folder(invented))
    assert not re.findall(r"(?:href|src)=\"(?!data:,)", html)
    assert "url(" not in html
    observed = read_file(invented / "invented-observations.csv").frame
    for one in {*observed["worker"].dropna(), *observed["rater"]}:
        assert not re.search(rf"\b{one}\b", html)


def test_a_title_is_text_and_short(invented):
    """A title with markup stays text, and one that would not fit is refused."""
    folder = read_folder(invented)
    assert "<h1>&lt;b&gt;Ashby&lt;/b&gt;</h1>" in page_of(folder, "<b>Ashby</b>")
    with pytest.raises(ValueError, match="80 at most"):
        page_of(folder, "A" * 81)


def test_two_tables_of_one_kind_are_refused(invented, tmp_path):
    """Which of two tables of goals is meant is asked, and not guessed."""
    for name in ("a", "b"):
        shutil.copy(invented / "invented-goals.csv", tmp_path / f"{name}.csv")
    with pytest.raises(ValueError, match=r"two tables of goals, a\.csv and b\.csv; leave one"):
        read_folder(tmp_path)


def test_the_command(invented, tmp_path):
    """The command writes the page where it is told, says what it left out, and writes nothing over it."""
    file = tmp_path / "new" / "page.html"
    done = mp("page", invented, "--out", file)
    assert (done.returncode, done.stdout) == (0, f"wrote {file}\n")
    assert "invented-referrals-as-kept.csv: left out, since it has faults (7)" in done.stderr
    again = mp("page", invented, "--out", file)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    wrong = mp("page", tmp_path / "nowhere", "--out", tmp_path / "p.html")
    assert (wrong.returncode, "is no folder" in wrong.stderr) == (2, True)
    other = mp("page", invented, "--out", tmp_path / "page.docx")
    assert (other.returncode, "neither .html nor .pdf" in other.stderr) == (2, True)


@pytest.mark.browser
def test_it_is_one_side_of_paper(invented, tmp_path):
    """Printed it is one side: with all tables and the longest title, and where everything is refused."""
    few = tmp_path / "few"
    few.mkdir()
    for file in set(invented.glob("invented-*.csv")) - {invented / "invented-referrals-as-kept.csv"}:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        write_csv(few / file.name, [line.split(",") for line in lines[:5]])
    with best_printer()(find_chromium()) as printer:
        for folder, title in ((invented, "Children's services of Ashby and Birch and Cove"), (few, "")):
            pdf = printer.print(page_of(read_folder(folder), title))
            assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
