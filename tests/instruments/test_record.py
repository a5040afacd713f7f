"""Reading filled records, friendly and hostile."""

import json
import random
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mp_exercises.instruments import load, slugs
from mp_exercises.instruments.record import MOST_BYTES, RecordRefused, read_record
from tests.instruments.filled import answers, record, write_csv, write_json

FORM = load("practice-observation")


def sound(**changes):
    """Return the values of a sound record, changed as a test wants."""
    return {**answers(FORM, 1, random.Random(1)), **changes}


def refusal(file):
    """Return why a file is refused, which is one line."""
    with pytest.raises(RecordRefused) as found:
        read_record(file)
    assert "\n" not in str(found.value)
    assert str(found.value).startswith(f"{file}: ")
    assert "; right would be " in str(found.value)
    return str(found.value)


@pytest.mark.parametrize("slug", slugs())
@pytest.mark.parametrize("write", [write_json, write_csv])
def test_what_was_filled_in_is_read(tmp_path, slug, write):
    """Every field of every form comes back as it was filled in, from either kind of file."""
    form = load(slug)
    values = answers(form, 4, random.Random(slug))
    found = read_record(write(tmp_path, record(form, values)))
    expected = {
        name: date.fromisoformat(value) if getattr(form.items.get(name), "kind", "") == "date" else value
        for name, value in values.items()
    }
    assert found.form == form
    assert found.values == expected


def test_a_spreadsheet_may_have_saved_it_again(tmp_path):
    """Semicolons, days first and a decimal comma, as a spreadsheet in Britain or Germany writes, are read."""
    form = load("supervision-observation")
    values = {"session": "S1", "held-on": "02/03/2026", "rater": "P1", "minutes": "85,5", "door": "'=ok"}
    file = write_csv(tmp_path, record(form, values))
    file.write_text(file.read_text("utf-8-sig").replace(",", ";").replace("85;5", "85,5"), encoding="utf-8")
    found = read_record(file)
    assert found.values["held-on"] == date(2026, 3, 2)
    assert found.values["minutes"] == 85.5
    assert found.values["door"] == "=ok"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("observation", "=HYPERLINK(1)", "is no code"),
        ("observation", "../../etc/passwd", "is no code"),
        ("observation", "a/../b", "is no code"),
        ("worker", "W" * 41, "it has 41 characters; right would be at most 40"),
        ("worker", {"$ne": 1}, "it is text"),
        ("observed-on", "2026-02-31", "is no day"),
        ("observed-on", "1850-01-01", "is far off"),
        ("observed-on", 20260302, "is no day"),
        ("evocation", 6, "is no point; right would be one of 1, 2, 3, 4, 5"),
        ("evocation", 2.5, "is no point"),
        ("evocation", True, "is no number"),
        ("evocation", 10**400, "is no number"),
        ("evocation", "3); DROP TABLE", "is no number"),
        ("source", "video", "is no answer; right would be one of there, recording, simulated"),
        ("words", "x" * 4001, "at most 4000"),
        ("observation", "", "observation stands empty"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(tmp_path, field, value, says):
    """Wrong types, sizes, formulas and paths are each refused in one line that names the field."""
    found = refusal(write_json(tmp_path, record(FORM, sound(**{field: value}))))
    assert says in found
    assert field in found


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"instrument": "../forms/x"}, "there is no instrument"),
        ({"version": 2}, "filled in on version"),
        ({"record": True}, "record of kind"),
        ({"id": "x" * 65}, "id is"),
        ({"values": []}, "no record of a form"),
        ({"extra": 1}, "no record of a form"),
    ],
)
def test_what_is_no_record_is_refused(tmp_path, changes, says):
    """A record that says something wrong of itself is refused."""
    assert says in refusal(write_json(tmp_path, {**record(FORM, sound()), **changes}))


def test_a_field_that_the_form_has_not_is_refused(tmp_path):
    """A value under a name of its own is refused, and its unseen letters are shown as escapes."""
    assert "no field 'a\\u202eb'" in refusal(write_json(tmp_path, record(FORM, sound(**{"a\u202eb": 1}))))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("big.json", b" " * (MOST_BYTES + 1), "too large"),
        ("deep.json", b"[" * 100_000, "no JSON"),
        ("twice.json", b'{"record":1,"record":1}', "no JSON"),
        ("nan.json", b'{"record":NaN}', "no JSON"),
        ("latin.json", b"\xff\xfe\x00", "no text in UTF-8"),
        ("empty.csv", b"", "a table of 0 rows"),
        ("three.csv", b"a\nb\nc\n", "a table of 3 rows"),
        ("twice.csv", b"a,a\n1,2\n", "heads are not those"),
        ("wide.csv", b",".join(b"%d" % n for n in range(500)) + b"\n1\n", "a table of"),
        ("page.html", b"<p>", "a file of kind .html"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(tmp_path, name, data, says):
    """Files that are too large, too deep, damaged or of another kind are refused."""
    file = tmp_path / name
    file.write_bytes(data)
    assert says in refusal(file)


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    """A link that points elsewhere is not followed."""
    (tmp_path / "in").mkdir()
    there = write_json(tmp_path, record(FORM, sound()))
    link = tmp_path / "in" / "link.json"
    link.symlink_to(there)
    assert "a link" in refusal(link)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from([one.id for one in FORM.placed()])


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.dictionaries(FIELDS, JSON, max_size=5),
    about=st.dictionaries(st.sampled_from(["id", "version", "at", "values", "x"]), JSON, max_size=2),
)
def test_no_record_makes_a_traceback(tmp_path, changes, about):
    """Whatever stands in a record, it is read, or refused in one line."""
    file = tmp_path / "any.json"
    file.write_text(json.dumps({**record(FORM, sound(**changes)), **about}), encoding="utf-8")
    refused = ""
    try:
        assert set(read_record(file).values) <= {one.id for one in FORM.placed()}
    except RecordRefused as error:
        refused = str(error)
    assert "\n" not in refused


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300), name=st.sampled_from(["any.json", "any.csv"]))
def test_no_bytes_make_a_traceback(tmp_path, data, name):
    """Bytes that nobody meant as a record are refused in one line."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RecordRefused):
        read_record(tmp_path / name)
