"""Feedback: each page from one candidate's sheets, with no author and nobody else's data."""

from __future__ import annotations

import re

import pytest

from mp_exercises.panel.feedback import page_of, write_pages
from mp_exercises.panel.folder import open_folder
from mp_exercises.panel.records import Score, read_book
from mp_exercises.panel.rendering import page

from .conftest import put
from .test_records import record


def html(folder, number, **more):
    """Return a candidate's page."""
    made = page_of(folder, read_book(folder), number, **more)
    return page("feedback.html.jinja", "base.css", "feedback.css", page=made)


def marked(bare, points):
    """Return a campaign in which every line says whose it is, by candidate and member."""
    folder = bare(len(points))
    for number, point in zip(folder.present, points, strict=True):
        for station in folder.campaign.stations:
            bare_paper = folder.campaign.station(station).kind == "paper"
            for member in folder.campaign.assessors(station, number):
                sheet = {
                    name: Score(
                        point.get(name, 4) if isinstance(point, dict) else point,
                        () if bare_paper else (f"line-{number}-{station}-{name}-{member}x",),
                        "" if bare_paper else f"higher-{number}-{name}",
                    )
                    for name in folder.campaign.station(station).scores
                }
                record(folder, member, station, number, sheet)
    return folder


def test_a_page_has_its_candidate_s_words_and_nobody_else_s(bare):
    """Every line of the candidate is on the page, nothing of another, and no member's code or part."""
    folder = marked(bare, [4, 2])
    text = html(folder, "C01", scores=True)
    assert len(set(re.findall(r"line-C01-[a-z0-9-]+x", text))) == 22
    assert "C02" not in text
    assert not re.search(r"\bp[1-8]\b(?!x)", re.sub(r"line-[a-zA-Z0-9-]+", "", text))
    for member in folder.campaign.members:
        assert member.who not in text


def test_the_three_parts_that_come_first(bare):
    """What stood highest, what it rested on and one thing to try are from the right qualities."""
    folder = marked(bare, [{"empathy": 2, "curiosity": 5}])
    made = page_of(folder, read_book(folder), "C01", outcome={"outcome": "not appointed"})
    assert made.stayed.criterion == "Curiosity"
    assert made.decided.criterion == "Empathy"
    assert all("-empathy-" in line for line in made.decided.lines)
    assert made.attempt.criterion == "Empathy"
    assert made.attempt.lines == ("higher-C01-empathy",)


def test_numbers_stand_on_it_only_where_they_are_wanted(bare):
    """Without --scores no point is on the page; with it each station has what was given."""
    folder = marked(bare, [4])
    assert "of 5" not in html(folder, "C01")
    assert "4 and 4 of 5" in html(folder, "C01", scores=True)


def test_a_number_without_a_line_is_owned_up_to(bare):
    """Where nobody wrote a line the page says that it has no reason, and the quality is named."""
    folder = marked(bare, [3])
    book = read_book(folder)
    for sheets in book.sheets.values():
        for sheet in sheets.values():
            sheet.scores["clarity"] = Score(3)
    made = page_of(folder, book, "C01")
    assert made.bare == ("Clarity",)
    text = page("feedback.html.jinja", "base.css", "feedback.css", page=made)
    assert "We cannot give you a good reason for that number, and you should have one." in text


def test_words_are_escaped_and_nothing_can_run(bare):
    """A line with markup in it is text on the page, and the page allows no script."""
    folder = bare(1)
    sheet = {
        name: Score(3, ('<script>alert(1)</script> & "he said"',))
        for name in folder.campaign.station("visit").scores
    }
    record(folder, "p3", "visit", "C01", sheet)
    text = html(folder, "C01")
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "default-src &#39;none&#39;" in text


def test_names_are_read_only_when_asked_for(copy):
    """Without --names a damaged names file hinders nobody; with it each page begins with its name."""
    folder = open_folder(copy)
    number = folder.present[0]
    put(copy, "names", [{"candidate": number, "name": "An invented person"}])
    write_pages(folder, copy / "with", names=True)
    assert "Dear An invented person" in (copy / "with" / f"{number}.html").read_text("utf-8")
    (copy / "names.csv").write_bytes(b"\0")
    done = write_pages(folder, copy / "without")
    assert len(done.files) == len(folder.present)
    assert "An invented person" not in (copy / "without" / f"{number}.html").read_text("utf-8")


def test_pseudonymised_pages_have_codes(copy):
    """Neither file names nor pages have a candidate's number, and names may not be asked for beside it."""
    folder = open_folder(copy)
    done = write_pages(folder, copy / "coded", pseudonymise=True)
    for file in done.files:
        text = file.read_text("utf-8")
        assert not any(number in file.name or number in text for number in folder.present)
    with pytest.raises(ValueError, match="opposite"):
        write_pages(folder, copy / "both", names=True, pseudonymise=True)


def test_nothing_is_written_over(copy):
    """A second run into the same folder is refused before a page is written."""
    folder = open_folder(copy)
    write_pages(folder, copy / "once")
    with pytest.raises(FileExistsError):
        write_pages(folder, copy / "once")
