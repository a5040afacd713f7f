"""A trainee's page: where they stand, on what evidence, and whose judgement that is."""

import base64
import hashlib
import math
import re
import shutil
from dataclasses import replace
from datetime import date

import pytest
import yaml

from mp_exercises.course.folder import CourseError
from mp_exercises.course.receipts.receipt import digest, fingerprint
from mp_exercises.course.reporting.handbook import fact
from mp_exercises.course.reporting.scale import Scale
from mp_exercises.course.reporting.standing import standings
from mp_exercises.course.reporting.wording import wording
from mp_exercises.marking.decision import rules
from mp_exercises.marking.standard import Standard, write_standard
from tests.course.gradebooks import change
from tests.course.made import copy_of
from tests.course.reporting.reports import (
    NAMES,
    SCRIPT,
    SIZE,
    all_results,
    basis,
    place,
    soup,
    text,
    trainee,
    written,
)
from tests.course.trainees import SLUG, WRITING

SAY = wording("trainee")
WORDS = {
    band: SAY(f"stand.groups.{band}.title") for band in ("secure", "borderline", "not-yet", "too-little")
}


def page_of(reports, number):
    """Return a trainee's page as a tree."""
    return soup(reports.page_of(trainee(number)))


def rows_by_band(page):
    """Return the skills of a page under the heading of their band."""
    found, band = {}, None
    for row in page.select(".scales > .row"):
        if row.h3 and "group-head" in row["class"]:
            band = row.h3.find(string=lambda said: said.strip() in WORDS.values()).strip()
            found[band] = {}
        elif row.h4:
            found[band][text(row.h4)] = row
    return found


def panel(course, tmp_path, *, keys=True, cut=True, changed=False):
    """Return a copy of a course with a panel's keys, a panel's cut, or both."""
    made = copy_of(course, tmp_path / "panel")
    if keys:
        file = made.keys / f"{SLUG}.yaml"
        text_of = file.read_text(encoding="utf-8")
        by_panel = (
            "{source: panel, by: Six practitioners, raters: 6, agreement: {statistic: kappa, value: 0.71}}"
        )
        file.write_text(re.sub(r"provenance: \{.*?\}", f"provenance: {by_panel}", text_of), encoding="utf-8")
    if cut:
        sections = {section.slug: section.revision for section in made.load(SLUG).assessment.sections}
        if changed:
            sections[next(iter(sections))] = "0" * 12
        standard = {
            "schema": 1, "assessment": SLUG, "value": 0.55, "low": 0.5, "high": 0.6,
            "level": 0.95, "se": 0.02,
            "method": "angoff", "form": "percent", "panel": 8, "rounds": 2, "date": date(2026, 5, 4),
            "sections": sections,
        }  # fmt: skip
        write_standard(made.root, Standard.model_validate(standard))
    return made


@pytest.mark.parametrize("number", range(0, SIZE, 7))
def test_each_skill_stands_under_its_band(reports, found, rests_on, number):
    """Every skill is on the page once, under its band, with how many questions it rests on."""
    expected = {
        one.name: (WORDS[one.decision.band], one.questions)
        for one in standings(found[trainee(number)], rests_on)
    }
    rows = rows_by_band(page_of(reports, number))
    shown = {name: (band, row) for band, group in rows.items() for name, row in group.items()}
    assert {name: band for name, (band, _) in shown.items()} == {
        name: band for name, (band, _) in expected.items()
    }
    for name, (_, row) in shown.items():
        said = text(row.select_one(".small"))
        assert said.startswith(SAY.counted("stand.question", expected[name][1]).capitalize())


@pytest.mark.parametrize("number", range(3, SIZE, 9))
def test_words_and_drawing_have_the_judge_s_numbers(reports, found, rests_on, number):
    """A skill's mark, its margin and the cut are the judge's, in the sentence and in the drawing."""
    scale, width = Scale(rests_on.judge.cut.value), rules().width
    rows = {
        name: row for group in rows_by_band(page_of(reports, number)).values() for name, row in group.items()
    }
    drawn = 0
    for one in standings(found[trainee(number)], rests_on):
        decision, row = one.decision, rows[one.name]
        if decision.value is None:
            assert row.select_one(".span") is None
            assert row.select_one(".mark") is None
            continue
        low = max(0.0, decision.value - width * decision.error)
        high = min(1.0, decision.value + width * decision.error)
        assert text(row.select_one(".mark")) == (
            f"{scale.say(decision.value)}, between {scale.say(low)} and {scale.say(high)}; the line is at 60."
        )
        span = row.select_one(".span")
        assert (span["x"], span["width"]) == (place(low), place(high - low))
        assert row.select_one(".dot")["cx"] == place(decision.value)
        assert row.select_one(".cut")["x1"] == "60.00%"
        assert row.svg["aria-label"].startswith(f"A bar from {scale.say(low)} to {scale.say(high)}")
        drawn += 1
    assert drawn


def test_evidence_names_the_questions(reports, found, rests_on):
    """What a skill rests on is named by section and number, with what each question says of that skill."""
    rows = {name: row for group in rows_by_band(page_of(reports, 5)).values() for name, row in group.items()}
    items = {(item.section, item.item): item for item in found[trainee(5)].items}
    for competency, name in (("goals", "Goal-based practice"), ("listening", "Listening skills")):
        said = text(rows[name].select_one(".small"))
        for section in rests_on.loaded.keyed:
            numbers = [
                f"{number} ({out_of_100(items[section.slug, item.id].skills[competency])})"
                for number, item in enumerate(section.items, 1)
                if competency in item.competencies
            ]
            assert (section.title in said) == bool(numbers)
            if numbers:
                plural = "s" if len(numbers) > 1 else ""
                assert f"{section.title}, question{plural} {SAY.joined(numbers)}" in said


def out_of_100(share):
    """Return a mark as a page says it: rounded downwards, with a true minus."""
    return str(math.floor(round(100 * share, 9))).replace("-", "−")


def test_written_work_counts_as_its_marker_saw_it(reports, found):
    """The evidence for a skill that written work shows has the person's mark, on the same scale."""
    item = next(item for item in found[trainee(7)].items if item.item == WRITING[1])
    rows = {name: row for group in rows_by_band(page_of(reports, 7)).values() for name, row in group.items()}
    assert item.value == pytest.approx(7 / 9)
    assert "Four times, question 1 (77)" in text(rows["Empathy"].select_one(".small"))


def test_an_author_s_result_says_so_and_promises_nothing(reports):
    """With an author's key or cut a page is a practice result, says why, and never says competent."""
    for number in range(SIZE):
        page = page_of(reports, number)
        assert text(page.h1).startswith("Practice result")
        assert page.title.string.startswith("Practice result for ")
        assert "no panel has set either" in text(page.select_one(".basis"))
        assert "competent" not in text(page).lower()


def test_a_panel_s_result_is_headed_so(whole, tmp_path):
    """With a panel's key and cut it is a result: the cut is the panel's, with its size, rounds and error."""
    done = written(panel(whole, tmp_path), tmp_path / "out", trainee(0))
    page = page_of(done, 0)
    assert text(page.h1).startswith("Result")
    assert "ractice result" not in text(page)
    account = text(page.select_one(".account"))
    assert (
        "A panel of eight set the line at 55 on 4 May 2026, by the modified Angoff method, in two rounds"
        in account
    )
    assert "Its standard error is 2.0" in account
    assert "Six raters made the key (Six practitioners). How far they agreed: kappa 0.71." in account
    assert {line["x1"] for line in page.select(".cut")} == {"55.00%"}


@pytest.mark.parametrize("half", [{"keys": False}, {"cut": False}, {"changed": True}])
def test_half_a_panel_is_a_practice_result(whole, tmp_path, half):
    """A panel's key or its cut alone, or a cut for other questions, makes a practice result."""
    page = page_of(written(panel(whole, tmp_path, **half), tmp_path / "out", trainee(0)), 0)
    assert text(page.h1).startswith("Practice result")
    assert ("changed since the panel set the line" in text(page)) == bool(half.get("changed"))


def test_a_cut_s_error_widens_every_bar(whole, tmp_path):
    """How unsure the panel was is in the margin of each skill and of the whole."""
    plain, made = basis(whole), basis(panel(whole, tmp_path))
    result = all_results(whole)[trainee(0)]
    for name, decision in plain.judge.competencies(result.items).items():
        if decision.error is not None:
            other = made.judge.competencies(result.items)[name]
            assert other.error == pytest.approx((decision.error**2 + 0.02**2) ** 0.5)


def test_what_others_wrote_stays_text(reports):
    """Script and markup in a name or a comment are shown as they were typed, and make no element."""
    page = page_of(reports, 1)
    assert SCRIPT in page.blockquote.get_text()
    assert "<i>Italic</i>" in page.title.string
    assert len(page.find_all("script")) == 1
    assert not page.find_all(["i", "b"])
    # What turns the text around it is written as an escape.
    assert "\u202e" not in str(page_of(reports, 3))
    assert r"Ann\u202egnp" in text(page_of(reports, 3).select_one(".facts"))


def test_a_comment_keeps_its_paragraphs(reports):
    """A comment of two paragraphs has two; where there is none, the page says so."""
    assert [text(part) for part in page_of(reports, 3).blockquote.find_all("p")] == ["One.", "Two."]
    silent = page_of(reports, 2)
    assert silent.blockquote is None
    assert "gave a mark and no comment" in text(silent)


def test_the_rubric_stands_beside_the_mark(reports, rests_on):
    """Written work has its points and each level of each criterion, in a table with a caption and heads."""
    page = page_of(reports, 7)
    assert text(page.select_one(".got")) == "7 of 9 points"
    table, item = page.select_one("table.rubric"), rests_on.items[WRITING]
    assert table.caption is not None
    assert [text(row.th) for row in table.tbody.find_all("tr")] == [one.name for one in item.rubric]
    assert [text(cell) for cell in table.tbody.find_all("td")] == [
        " ".join(level.split()) for one in item.rubric for level in one.levels
    ]


def test_nothing_is_fetched_and_only_our_script_runs(reports):
    """The policy allows the page's own style and script, and the page names no other address."""
    page = page_of(reports, 0)
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    for element, rule in ((page.style, "style-src"), (page.script, "script-src")):
        sha = base64.b64encode(hashlib.sha256(element.string.encode()).digest()).decode()
        assert f"{rule} 'sha256-{sha}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", str(page))
    assert not [
        tag for tag in page.find_all() if "style" in tag.attrs or any(a.startswith("on") for a in tag.attrs)
    ]


def test_the_cpd_entry(reports, found, rests_on):
    """The entry has day, hours, skills and what they showed; the trainee's own part is left open."""
    result = found[trainee(0)]
    page = page_of(reports, 0)
    entry = {text(line.dt): text(line.dd) for line in page.select("#entry > div")}
    assert entry["Date"] == SAY.day(date.fromisoformat(result.at[:10]))
    assert entry["Time"].startswith("1 hour 15 minutes")
    assert "as a practice result" in entry["What I did"]
    for one in standings(result, rests_on):
        assert one.name in entry["What it was about"]
        assert one.name in entry["What it showed"]
    assert [label for label, said in entry.items() if not said] == [
        "Whom I talked it over with, and when",
        "What they saw that I had not",
        "What I will do differently, and with which family first (no names)",
    ]
    asked = text(page.find(id="cpd").find_next("p"))
    assert fact("cpd-two")["figure"] in asked
    assert fact("cpd-two")["limits"] in asked


def test_the_fingerprint_is_the_record_s(reports, whole):
    """The fingerprint is that of the file that the trainee handed in, as receipts print it."""
    record = (whole.root / "submitted" / trainee(4) / SLUG / "answers.jsonl").read_bytes()
    assert text(page_of(reports, 4).select_one(".print")) == fingerprint(digest(record))


def test_the_account_can_be_checked(reports):
    """The page says that chance earns nothing, whose key and cut it is, and what a bar means."""
    account = text(page_of(reports, 0).select_one(".account"))
    for said in (
        "above guessing",
        "as data",
        "one author's judgement",
        "one author's proposal",
        "68 times in 100",
    ):
        assert said in account
    assert f"on the {SIZE} people who sat this" in account


def test_a_small_cohort_s_margin_is_assumed(found, rests_on):
    """Below the least number of trainees the page says that the scatter is assumed."""
    small = replace(rests_on, judge=replace(rests_on.judge, assumed=True), trainees=5)
    from mp_exercises.course.reporting.marked import marked_parts

    said = dict(marked_parts(small, SAY))["What the bar means"]
    assert f"Fewer than {rules().least_trainees} people have sat this" in said


def test_the_same_marks_make_the_same_page(course, tmp_path):
    """Written twice, and once for one trainee alone, a page has the same bytes, and is not written again."""
    first = written(course, tmp_path / "out", trainee(8))
    data = first.page_of(trainee(8)).read_bytes()
    again = written(course, tmp_path / "out", trainee(8), trainee(9))
    assert (again.written, again.unchanged) == (1, 1)
    assert written(course, tmp_path / "else").page_of(trainee(8)).read_bytes() == data


def test_held_results_are_refused_or_marked_open(unread, tmp_path):
    """While somebody still has to mark, reports are refused; asked for all the same, they say so."""
    with pytest.raises(CourseError, match=f"are held: {SIZE} written answers wait .* --provisional"):
        written(unread, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    done = written(unread, tmp_path / "out", trainee(0), provisional=True)
    page = page_of(done, 0)
    assert text(page.select_one(".tag.open")) == "Not final yet"
    assert "This is not final" in text(page.select_one(".basis"))
    waits = rows_waiting(page)
    assert "Empathy" in waits
    assert "One of them waits for a marker." in text(waits["Empathy"])
    assert "still waits for a marker" in text(page.find(id="writing").parent)


def rows_waiting(page):
    """Return the skills that wait for a person."""
    head = next(row for row in page.select(".row.group-head") if "Waits for a person" in text(row))
    rows = {}
    for row in head.find_next_siblings("div"):
        if row.h4 is None:
            break
        rows[text(row.h4)] = row
    return rows


def test_what_a_person_changed_is_told(course, tmp_path):
    """Points that a person gave a section, and damaged lines of the record, are on the page."""

    def work(opened):
        notebook = opened.find_submission_notebook(SLUG, SLUG, trainee(2))
        grade = next(grade for grade in notebook.grades if grade.name == "empathy-and-goals-tuesdays")
        grade.manual_score = 4.25

    change(course, work)
    record = course.root / "submitted" / trainee(2) / SLUG / "answers.jsonl"
    record.write_bytes(record.read_bytes() + b"no answer\n")
    shutil.rmtree(course.root / "autograded")
    from mp_exercises.course.cohort.run import mark_cohort

    mark_cohort(course, SLUG, workers=1)
    page = page_of(written(course, tmp_path / "out", trainee(2)), 2)
    notes = text(page.select_one(".notes"))
    assert "For “Tuesdays” a person gave 4.25 points" in notes
    assert "One damaged line of your record" in notes


def test_words_are_british_and_whole():
    """Every text of the words can be read as YAML, and none has an empty field in braces."""
    for name in ("trainee", "technical"):
        data = yaml.safe_dump(wording(name).get("title"))
        assert "{}" not in data


def test_pages_of_several_named_trainees_only(course, tmp_path):
    """Asked for two trainees, two pages are written and no report of the cohort."""
    done = written(course, tmp_path / "out", trainee(1), trainee(2))
    assert sorted(file.name for file in (tmp_path / "out").rglob("*.*")) == [
        f"{trainee(n)}.html" for n in (1, 2)
    ]
    assert done.others == []


def test_an_unknown_trainee_is_named(course, tmp_path):
    """An id that nobody has is refused by name."""
    with pytest.raises(CourseError, match="nobody called 'nobody' is marked"):
        written(course, tmp_path / "out", "nobody")


def test_names_of_people_are_shown(reports):
    """A page is headed with the name that the gradebook has, and with the id where it has none."""
    assert "For Ayodele Marsh" in text(page_of(reports, 0).select_one(".facts"))
    assert f"For {trainee(9)}" in text(page_of(reports, 9).select_one(".facts"))
    assert NAMES[0][0] not in text(page_of(reports, 9))
