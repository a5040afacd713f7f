"""An exercise on a page of the handbook, in real builds."""

import json
import os
import re
import time

import pytest

from mp_exercises.player.text_form import text_form
from tests.handbook.tiny import build_book, write_book
from tests.samples import SAMPLE, sample

PAGES = {
    "try.md": "# Try\n\n## Here\n\n```{exercise} sample-all-kinds\n```\n",
    "other.md": (
        "# Other\n\nSee {exercise-ref}`sample-all-kinds`, {exercise-ref}`this <sample-all-kinds>`\n"
        "or [that](#exercise-sample-all-kinds).\n"
    ),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a book with one exercise, built."""
    return build_book(write_book(tmp_path_factory.mktemp("book"), PAGES))


def payload_of(page: str) -> dict:
    """Return the data that a page hands to the player."""
    return json.loads(re.search(r'class="mp-payload">(.*?)</script>', page)[1])


def test_page_carries_the_players_data(built):
    """The section names its slug, and its script holds the whole exercise with keys."""
    page = built.page("try.html")
    assert built.warnings == []
    assert 'id="exercise-sample-all-kinds" data-mp-slug="sample-all-kinds"' in page
    data = payload_of(page)
    assert (data["mode"], data["rev"]) == ("practice", sample().revision)
    assert data["exercise"] == sample().data()


def test_page_carries_the_exercise_as_text(built):
    """Without JavaScript everything that is asked is there: case, numbered lines, each item, the view."""
    page = built.page("try.html")
    for item in sample().items:
        assert item.prompt in page
    assert re.search(r"<ol>\s*<li><strong>Kemi:</strong> Thanks for letting me in", page)
    assert "<summary>The author’s view</summary>" in page
    assert re.search(r'<h3 class="mp-x-title">.*A sample of every kind</h3>', page)


def test_only_pages_with_an_exercise_load_the_player(built):
    """The script, deferred, and the style are on the one page and on no other."""
    assert re.search(r'<script defer="defer" src="_static/mp-page\.js', built.page("try.html"))
    assert "mp-exercise.css" in built.page("try.html")
    for name in ("other.html", "index.html"):
        assert "mp-page.js" not in built.page(name)
        assert "mp-exercise.css" not in built.page(name)


def test_links_to_an_exercise_work_across_pages(built):
    """By role with its title, by role with other words, and by a plain Markdown link."""
    links = re.findall(r'href="try\.html#exercise-sample-all-kinds">(.*?)</a>', built.page("other.html"))
    assert [re.sub("<.*?>", "", link) for link in links] == ["A sample of every kind", "this", "that"]


def test_text_in_a_definition_stays_text(tmp_path):
    """A script in an author's words neither runs nor ends the payload."""
    hostile = "</script><script>alert(1)</script>&<img src=x onerror=alert(2)>"
    file = tmp_path / "sample-all-kinds.yaml"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("Invented for development only.", hostile))
    page = build_book(write_book(tmp_path / "book", PAGES, exercises=(file,))).page("try.html")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert payload_of(page)["exercise"]["summary"] == hostile
    assert "&lt;img src=x onerror=alert(2)&gt;" in page


def test_graded_mode_gives_nothing_away(tmp_path):
    """Neither the payload nor the text holds a key, a rationale or a view."""
    pages = {"try.md": "# T\n\n```{exercise} sample-all-kinds\n:mode: graded\n```\n"}
    page = build_book(write_book(tmp_path, pages)).page("try.html")
    assert all("key" not in item for item in payload_of(page)["exercise"]["items"])
    assert "<details" not in page[page.index("mp-exercise-text") : page.index("</article>")]
    assert sample().items[0].key.rationale not in page


def test_unknown_slug_is_a_warning_at_its_line(tmp_path):
    """An author who mistypes is told where, and which slug is near."""
    built = build_book(write_book(tmp_path, {"t.md": "# T\n\n```{exercise} sample-al-kinds\n```\n"}))
    assert any(
        "t.md:3: WARNING: there is no exercise 'sample-al-kinds'; right would be 'sample-all-kinds'" in line
        for line in built.warnings
    )


def test_faulty_exercise_is_a_warning_with_its_own_line(tmp_path):
    """The page is named, and so is the line of the YAML."""
    file = tmp_path / "sample-all-kinds.yaml"
    file.write_text(SAMPLE.read_text(encoding="utf-8").replace("minutes: 10", "minuts: 10"), encoding="utf-8")
    built = build_book(write_book(tmp_path / "book", PAGES, exercises=(file,)))
    assert any(
        re.search(r"try\.md:5: WARNING: .*yaml:5: unknown field 'minuts'", line) for line in built.warnings
    )


def test_exercise_on_two_pages_is_a_warning(tmp_path):
    """The second place is told to refer to the first."""
    twice = {
        "a.md": "# A\n\n```{exercise} sample-all-kinds\n```\n",
        "b.md": "# B\n\n```{exercise} sample-all-kinds\n```\n",
    }
    built = build_book(write_book(tmp_path, twice))
    assert any("b.md:3: WARNING: exercise 'sample-all-kinds' stands twice" in line for line in built.warnings)


def test_page_is_rebuilt_when_its_exercise_changes(tmp_path):
    """A changed definition reaches the page although the page itself did not change."""
    root = write_book(tmp_path, PAGES)
    build_book(root)
    file = root / "catalogue" / SAMPLE.name
    file.write_text(
        file.read_text(encoding="utf-8").replace("A sample of every kind", "A new name"), encoding="utf-8"
    )
    later = time.time() + 5
    os.utime(file, (later, later))
    built = build_book(root, fresh=False)
    assert "A new name" in built.page("try.html")
    assert built.warnings == []


def test_other_builders_print_the_exercise(tmp_path):
    """The text builder has the case, the speakers, what is asked and the view."""
    text = build_book(write_book(tmp_path, PAGES), "text").page("try.txt")
    text = " ".join(text.split())
    for words in (
        "Exercise: A sample of every kind",
        "Dean: How do you think?",
        "Play the next minutes",
        "The author’s view",
    ):
        assert words in text


def test_ids_become_words_in_the_text_form():
    """Transcript ids become line numbers, and scenes are spoken by people with names."""
    form = text_form(sample())
    by_kind = {question.kind: question for question in form.questions}
    said = [entry.text for part in by_kind["branching"].parts for entry in part.entries]
    assert "Dean: So go on then. What have they said?" in said
    assert "[The kettle clicks off.]" in said
    lines = [entry.text for part in by_kind["coding"].parts for entry in part.entries]
    assert "line 5" in lines
    assert by_kind["rating"].see == "See line 5."


def test_unknown_label_is_printed_as_it_is():
    """A label without words of its own, such as a skill's name, stands unchanged."""
    labels = {part.label for question in text_form(sample()).questions for part in question.parts}
    assert {"Empathy", "Choose one", "Scene 1", "Whose is it?"} <= labels
