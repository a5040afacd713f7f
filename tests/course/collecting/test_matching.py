"""Whose a file is: by the platform, the folder, the record; and never against the platform's word."""

from codecs import BOM_UTF8

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mp_exercises.course.collecting.claims import Reader
from mp_exercises.course.collecting.clock import Clock
from mp_exercises.course.collecting.found import Refusal
from mp_exercises.course.collecting.layout import Layout
from mp_exercises.course.collecting.matching import Matcher
from mp_exercises.course.collecting.people import People
from mp_exercises.course.collecting.roster import read_roster
from tests.course.collecting.senders import (
    BEFORE,
    ROSTER,
    SLUG,
    gather,
    put,
    record,
    released,
    submitted,
    zipped,
)

UTC = Clock("UTC")


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """Return the trainees of the list."""
    file = tmp_path_factory.mktemp("roster") / "trainees.csv"
    file.write_text(ROSTER, encoding="utf-8")
    return People(read_roster(file, UTC), closed=True)


def whose(people, path, said=None, *, others=(), source="sent", **how):
    """Return whose a file is that lies in a source with others, or why it is nobody's."""
    paths = [tuple(each.split("/")) for each in (path, *others)]
    layout = Layout(paths, source, Reader(UTC, [SLUG]), people)
    try:
        found = Matcher(people, SLUG, **how).match(layout.claims(paths[0]), layout, said)
    except Refusal as error:
        return str(error)
    return found.trainee, found.how


@pytest.mark.parametrize(
    ("path", "trainee", "how"),
    [
        ("Jo Bloggs_1234567_assignsubmission_file_/answers.jsonl", "jbloggs", "the platform"),
        ("ANGSTROM-ONEILL Zoe_1_assignsubmission_file/answers.jsonl", "zabc", "the platform"),
        ("Jo Bloggs_1234567_assignsubmission_file_answers.jsonl", "jbloggs", "the platform"),
        ("bloggsjo_12345_67890_answers-1.jsonl", "jbloggs", "the platform"),
        ("angstromoneillzoe_LATE_12345_67890_answers.jsonl", "zabc", "the platform"),
        ("Week_1_shill_attempt_2026-11-20-10-11-12_answers.jsonl", "shill", "the platform"),
        ("shill+example+2026-11-20 10:11:12.345678 UTC+AbC_d/answers.jsonl", "shill", "the platform"),
        ("jbloggs/answers.jsonl", "jbloggs", "its folder"),
        ("Bloggs, Jo/answers.jsonl", "jbloggs", "its folder"),
        ("JO.BLOGGS@EXAMPLE.ORG/answers.jsonl", "jbloggs", "its folder"),
        ("Jo Bloggs.zip/answers.jsonl", "jbloggs", "its folder"),
        ("Submitted files/Jo Bloggs/example/Version 2/answers.jsonl", "jbloggs", "its folder"),
        ("shill/example/answers (1).jsonl", "shill", "its folder"),
        ("answers-example-Jo-Bloggs.jsonl", "jbloggs", "the file's name"),
        ("answers-example-Jo_Bloggs (2).jsonl", "jbloggs", "the file's name"),
        ("Samira Hill - answers.jsonl", "shill", "the file's name"),
        ("jbloggs.jsonl.txt", "jbloggs", "the file's name"),
    ],
)
def test_what_platforms_and_people_make_of_names(people, path, trainee, how):
    """Each platform's way of naming, folders named by trainee and files named by trainee are understood."""
    assert whose(people, path) == (trainee, how)


def test_what_the_record_says(people):
    """A record that lies loose is its sitter's by its own word: an id, an address or a name."""
    for said in ("jbloggs", "Bloggs Jo", "jo.bloggs@example.org", " JB "):
        assert whose(people, "answers (1).jsonl", said) == ("jbloggs", "the record")


@pytest.mark.parametrize(
    ("path", "said", "why"),
    [
        (
            "Jo Bloggs_1_assignsubmission_file_/answers.jsonl",
            "shill",
            "the platform says jbloggs, and the record",
        ),
        ("Jo Bloggs/answers.jsonl", "Samira Hill", "its folder says jbloggs, and the record says shill"),
        ("Jo Bloggs/answers-example-Samira-Hill.jsonl", None, "its folder says jbloggs, and the file's name"),
        (
            "answers-example-Samira-Hill.jsonl",
            "jbloggs",
            "the record says jbloggs, and the file's name says shill",
        ),
        ("Jo Bloggs/Samira Hill/answers.jsonl", None, "its folders name jbloggs and shill"),
        ("bloggsjo_1_2_answers-example-Samira-Hill.jsonl", None, "the platform says jbloggs, and the file's"),
    ],
)
def test_contradictions_are_set_aside(people, path, said, why):
    """Where two things about a file name two trainees, it is neither's, and the sentence says both."""
    assert why in whose(people, path, said)


@pytest.mark.parametrize(
    ("path", "said", "why"),
    [
        ("Chris Lee/answers.jsonl", None, "may be lee1, lee2"),
        ("leechris_1_2_answers.jsonl", "lee1", "may be lee1, lee2"),
        ("answers.jsonl", "Chris Lee", "may be lee1, lee2"),
        ("answers-example-Chris-Lee.jsonl", None, "may be lee1, lee2"),
    ],
)
def test_what_is_not_clear_is_nobodys(people, path, said, why):
    """A name that two trainees share is placed with neither, whatever the record claims."""
    assert why in whose(people, path, said)


@pytest.mark.parametrize(
    "path",
    [
        "Mal Smith_1_assignsubmission_file_/answers.jsonl",
        "smithmal_1_2_answers.jsonl",
        "Week_1_msmith_attempt_2026-11-20-10-11-12_answers.jsonl",
        "Mal Smith/answers.jsonl",
        "Mal Smith/shill.jsonl",
        "Mal Smith_1_assignsubmission_file_/bloggsjo_1_2_answers.jsonl",
        "Mal Smith_1_assignsubmission_file_/answers-example-Jo-Bloggs.jsonl",
        "Mal Smith_1_assignsubmission_file_/Jo Bloggs/answers.jsonl",
    ],
)
def test_somebody_who_is_not_on_the_list_is_nobody_else(people, path):
    """A sender whom the list lacks is not taken for whom their record, file or inner folder names."""
    assert "is nobody in trainees.csv" in whose(people, path, "Jo Bloggs")


def test_no_folder_is_passed_over(people):
    """Beside folders named by trainee, one that is nobody's hides no folder named by somebody."""
    found = whose(people, "Mal Smith/Jo Bloggs/answers.jsonl", others=["Samira Hill/answers.jsonl"])
    assert "its folder 'Mal Smith' is nobody" in found


def test_a_trainee_cannot_name_a_file_as_a_platform_does(people):
    """Among files with names of their own, one named as a platform would is not taken for the platform's."""
    forged = "bloggsjo_1_2_answers.jsonl"
    assert "nothing says whose it is" in whose(people, forged, others=["answers.jsonl", "answers (1).jsonl"])
    assert whose(people, forged, others=["hillsamira_3_4_answers.jsonl", "stray.jsonl"])[0] == "jbloggs"
    layout = Layout(
        [("jbloggs", "W_jbloggs_attempt_2020-01-01-00-00-00_a.jsonl")], "x", Reader(UTC, []), people
    )
    claims = layout.claims(
        ("Jo Bloggs_1_assignsubmission_file_", "W_shill_attempt_2020-01-01-00-00-00_a.jsonl")
    )
    assert claims.time is None


def test_folders_can_be_told_to_say_nothing(people):
    """With --ignore-folders, a record is its sitter's by its own word; a platform's still counts."""
    assert whose(people, "Week 3/answers.jsonl", "jbloggs", ignore_folders=True) == ("jbloggs", "the record")
    moodle = "Samira Hill_1_assignsubmission_file_/answers.jsonl"
    assert "the platform says shill" in whose(people, moodle, "jbloggs", ignore_folders=True)


def test_the_source_itself_may_be_named_by_trainee(people):
    """A folder or a zip that is given by itself and named by trainee is that trainee's."""
    assert whose(people, "answers.jsonl", source="Jo_Bloggs") == ("jbloggs", "its folder")
    assert "the record says shill" in whose(people, "answers.jsonl", "shill", source="Jo_Bloggs")


def test_the_nearest_name_is_said(people):
    """For a name that nobody has, the nearest on the list is named, so that it can be added."""
    assert "the nearest there is Jo Bloggs (jbloggs)" in whose(people, "Jo Blogs/answers.jsonl")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["Jo Bloggs", "Samira Hill", "Zoë Ångström-O'Neill", "Mal Smith", "Chris Lee", "lee1"]),
    st.sampled_from(["{}_1_assignsubmission_file_/{}", "{}/{}"]),
    st.sampled_from(["jbloggs", "shill", "zabc", "lee1", "lee2", "Mal Smith"]) | st.text(max_size=20),
    st.sampled_from(["answers", "answers-example-Jo-Bloggs", "bloggsjo_1_2_answers", "shill"])
    | st.text(max_size=9),
)
def test_no_claim_beats_the_platform(people, name, place, said, own):
    """Whatever a record and its name claim, the file is the one's whom the platform names, or nobody's."""
    own = "".join(sign for sign in own if sign not in "/\x00") or "a"
    found = whose(people, place.format(name, own + ".jsonl"), said)
    if isinstance(found, tuple):
        assert found[0] in people.find(name)


@pytest.fixture
def bare(tmp_path):
    """Return a course without a list of trainees."""
    return released(tmp_path / "course", roster=None)


def test_without_a_list_folders_are_ids(bare, tmp_path):
    """Without a list, folders that can be ids are taken as they are, also below a folder of the download."""
    put(tmp_path / "in/download/jbloggs/answers.jsonl", record(1))
    put(tmp_path / "in/download/shill/example/answers.jsonl", record(2))
    put(tmp_path / "in/download/not an id/answers.jsonl", record(3))
    put(tmp_path / "in/download/CON/answers.jsonl", record(4))
    summary = gather(bare, tmp_path / "in")
    assert submitted(bare) == {"jbloggs": record(1), "shill": record(2)}
    assert len(summary.aside) == 2
    assert any("--template makes one" in row.says for row in summary.aside)
    put(tmp_path / "more/shill/answers.jsonl", record(5))
    put(tmp_path / "more/third/answers.jsonl", record(6))
    gather(bare, tmp_path / "more")
    assert sorted(submitted(bare)) == ["jbloggs", "shill", "third"]


def test_without_a_list_nobody_says_who_they_are(bare, tmp_path):
    """Without a list, a loose record is nobody's, whatever it claims; the sentence says what would help."""
    put(tmp_path / "answers.jsonl", record(1, says="jbloggs"))
    (row,) = gather(bare, tmp_path / "answers.jsonl").aside
    assert "a list of trainees (mp collect COURSE --template makes one)" in row.says


def test_ids_that_differ_in_capitals_alone(bare, tmp_path):
    """Without a list, an id that differs from a known one in capitals alone is set aside, not mixed up."""
    put(tmp_path / "in/jo/answers.jsonl", record(1))
    put(tmp_path / "later/Jo/answers.jsonl", record(2))
    gather(bare, tmp_path / "in")
    (row,) = gather(bare, tmp_path / "later").aside
    assert "'Jo' and 'jo' differ in capitals alone" in row.says
    assert submitted(bare) == {"jo": record(1)}


def test_a_whole_download_of_each_platform(tmp_path):
    """A zip of each platform is collected whole, its own notes passed over, and times are the platform's."""
    course = released(tmp_path / "course")
    sources = [
        zipped(
            tmp_path / "moodle.zip",
            {
                "Jo Bloggs_1_assignsubmission_file_/answers.jsonl": record(1),
                "Jo Bloggs_1_assignsubmission_file_/example.ipynb": b"{}",
                "Samira Hill_2_assignsubmission_onlinetext_/onlinetext.html": b"<p>done</p>",
                "Samira Hill_2_assignsubmission_file_/answers.jsonl": record(2),
            },
        ),
        zipped(
            tmp_path / "blackboard.zip",
            {
                "Week_1_zabc_attempt_2026-11-21-09-08-07.txt": b"Name: Zoe (zabc)",
                "Week_1_zabc_attempt_2026-11-21-09-08-07_answers.jsonl": record(3),
                "Week_1_zabc_attempt_2026-11-21-09-08-07_example.json": b"{}",
            },
        ),
    ]
    summary = gather(course, *sources)
    assert summary.aside == []
    assert submitted(course) == {"jbloggs": record(1), "shill": record(2), "zabc": record(3)}
    times = {row.attempt.trainee: (row.attempt.time, row.attempt.basis) for row in summary.rows}
    assert times["zabc"] == ("2026-11-21T09:08:07Z", "platform")
    assert times["jbloggs"] == (BEFORE.strftime("%Y-%m-%dT%H:%M:%SZ"), "zip")


def test_a_byte_order_mark_does_not_hide_whose_record_it_is(tmp_path):
    """With the mark that some editors write first, a record in another's folder still says whose it is."""
    course = released(tmp_path / "course")
    for mark in (b"", BOM_UTF8):
        put(tmp_path / f"in{mark.hex()}" / "Jo Bloggs" / "answers.jsonl", mark + record(says="shill"))
        (row,) = gather(course, tmp_path / f"in{mark.hex()}").aside
        assert "its folder says jbloggs, and the record says shill" in row.says
