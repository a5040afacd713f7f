"""The kernel's side of the player: what is saved, refused, and tried again."""

import pytest

from mp_exercises.answers import Record
from mp_exercises.player.desk import Desk, plain
from mp_exercises.player.payload import payload, script_json
from mp_exercises.player.visitors import record_of
from mp_exercises.sitting import line_for
from tests.samples import sample


@pytest.fixture
def desk(tmp_path):
    """Return a desk with an empty record."""
    return Desk(sample(), Record(tmp_path / "answers.jsonl"))


def test_saved_means_on_disk(desk):
    """The answer is in the file when the front end hears that it is saved."""
    line = line_for(sample(), "pick", {"picked": ["d"]})
    assert desk.take(plain(line)) == {"type": "saved", "id": line.id}
    assert Record(desk.record.path).read().lines == (line,)
    assert desk.lines() == [plain(line)]


def test_line_sent_twice_is_written_once(desk):
    """A line that is sent again after a lost reply is acknowledged, and stands once in the file."""
    line = plain(line_for(sample(), "pick", {"picked": ["d"]}))
    assert desk.take(line)["type"] == desk.take(line)["type"] == "saved"
    assert desk.record.path.read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.parametrize("data", [None, 7, "x", [], {}, {"id": "x" * 999}, {"v": 1}])
def test_nonsense_is_refused(desk, data):
    """A message that is no line is refused for good, and nothing is written."""
    assert desk.take(data)["type"] == "refused"
    assert not desk.record.path.exists()


def test_failed_writing_can_be_tried_again(tmp_path):
    """When the disk says no, the front end is told to try again."""
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    desk = Desk(sample(), Record(blocked / "answers.jsonl"))
    reply = desk.take(plain(line_for(sample(), "pick", {"picked": ["d"]})))
    assert reply["type"] == "failed"
    assert "could not be" in reply["why"]


def test_graded_payload_has_no_key():
    """In graded mode the player is given no key, even if the exercise has one."""
    text = script_json(payload(sample(), "graded"))
    assert '"key"' not in text
    assert '"key"' in script_json(payload(sample(), "practice"))


def test_payload_cannot_end_its_script():
    """Text such as </script> in an exercise cannot leave the script element."""
    evil = sample().model_copy(update={"title": "</script><script>alert(1)</script>"})
    assert "</script" not in script_json(payload(evil))


def test_visitors_have_records_of_their_own(tmp_path):
    """Two visitors' tokens give two files, whose names show neither token."""
    one, other = record_of("a" * 32, tmp_path), record_of("b" * 32, tmp_path)
    assert one.path != other.path
    assert "a" * 32 not in one.path.name
    assert one.path.parent == tmp_path


@pytest.mark.parametrize(
    "token", ["", "../../etc/passwd", "A" * 32, "a" * 31, "a" * 33, None, "a" * 32 + "\n"]
)
def test_token_of_another_shape_is_refused(token, tmp_path):
    """Only 32 hexadecimal digits name a record, so no token reaches another folder."""
    with pytest.raises(ValueError, match="32 hexadecimal"):
        record_of(token, tmp_path)
