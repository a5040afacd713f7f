"""The answer record: whole lines survive anything."""

import io
import json
import subprocess
import sys
from codecs import BOM_UTF8
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.answers import (
    MOST_LINE_BYTES,
    Line,
    Reading,
    Record,
    RecordError,
    latest,
    read_lines,
)


def line(item="a", **answer):
    """Return a new line."""
    return Line("slug", item, "choice", "0123456789ab", answer or {"picked": ["ä"]})


def test_what_is_written_is_read(tmp_path):
    """A record gives back what was appended, in order."""
    record = Record(tmp_path / "answers.jsonl")
    lines = [line("a"), line("b"), line("a")]
    for entry in lines:
        record.append(entry)
    assert record.read().lines == tuple(lines)
    assert record.read().damaged == 0


def test_missing_record_is_empty(tmp_path):
    """A record that was never written has no lines."""
    assert Record(tmp_path / "none.jsonl").read().lines == ()


def test_cut_anywhere_every_whole_line_is_read():
    """Cut at every byte, the record gives each line that ends before the cut."""
    lines = [line("a"), line("b", text="naïve – “quoted” \n line"), line("c")]
    data = "".join(entry.text() + "\n" for entry in lines).encode()
    ends = []
    for entry in lines:
        ends.append((ends[-1] + 1 if ends else 0) + len(entry.text().encode()))
    for cut in range(len(data) + 1):
        whole = sum(end <= cut for end in ends)
        reading = read_lines(io.BytesIO(data[:cut]))
        assert reading.lines == tuple(lines[:whole]), cut


def test_after_a_cut_new_lines_are_whole(tmp_path):
    """An answer appended to a record that was cut short is not lost in the fragment."""
    path = tmp_path / "answers.jsonl"
    path.write_bytes(line("a").text().encode()[:-10])
    record = Record(path)
    record.append(line("b"))
    reading = record.read()
    assert [entry.item for entry in reading.lines] == ["b"]
    assert reading.damaged == 1


def test_same_line_twice_counts_once(tmp_path):
    """A line that was sent again, with the same id, counts once."""
    record = Record(tmp_path / "answers.jsonl")
    entry = line()
    record.append(entry)
    record.append(entry)
    assert record.read().lines == (entry,)


def test_a_byte_order_mark_hides_no_line():
    """The mark that some editors write before the first line harms neither that line nor the count."""
    entries = (line("a"), line("b"))
    data = "".join(entry.text() + "\n" for entry in entries).encode("utf-8-sig")
    assert read_lines(io.BytesIO(data)) == Reading(entries, 0)
    assert read_lines(io.BytesIO(BOM_UTF8)) == Reading((), 0)


def test_latest_and_taken_back():
    """The last answer to each item counts, and one taken back is gone."""
    first, second = line("a", n=1), line("a", n=2)
    gone = Line("slug", "b", "choice", "0123456789ab", None)
    assert latest([first, line("b"), second, gone]) == {("slug", "a"): second}


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_any_bytes_can_be_read(junk):
    """Whatever bytes stand around it, a whole line is found and nothing is raised."""
    entry = line()
    data = junk + b"\n" + entry.text().encode() + b"\n" + junk
    assert entry in read_lines(io.BytesIO(data)).lines


@pytest.mark.parametrize(
    "text",
    [
        '{"v":1}',
        "[]",
        "NaN",
        "[" * 100_000,
        '{"a":' * 5000 + "1" + "}" * 5000,
        line().text().replace('"v":1', '"v":2'),
        line().text().replace('"v":1', '"v":true'),
        line().text().replace('["ä"]', "NaN"),
        line().text().replace('["ä"]', "[[[[[[[[[[1]]]]]]]]]]"),
        line().text().replace('"slug"', '"../../etc"'),
        line().text().replace('"choice"', "null"),
        line().text()[:-1] + ',"extra":1}',
    ],
)
def test_what_is_no_line_is_refused(text):
    """Other versions, other shapes, deep nesting, NaN and foreign ids are refused in a sentence."""
    with pytest.raises(RecordError):
        Line.parse(text)


def test_line_of_a_hundred_megabytes_is_passed_over():
    """An endless line is passed over without being held in memory, and the next one is read."""

    class Endless(io.RawIOBase):
        def __init__(self):
            self.left = 100_000_000
            self.tail = b"\n" + line().text().encode() + b"\n"

        def readable(self):
            return True

        def readinto(self, buffer):
            size = len(buffer)
            chunk = b"x" * min(size, self.left)
            self.left -= len(chunk)
            if not chunk:
                chunk, self.tail = self.tail[:size], self.tail[size:]
            buffer[: len(chunk)] = chunk
            return len(chunk)

    reading = read_lines(io.BufferedReader(Endless(), MOST_LINE_BYTES))
    assert len(reading.lines) == 1
    assert reading.damaged == 1


def test_many_writers_lose_nothing(tmp_path):
    """Four processes and four threads that append to one record at once lose no line."""
    path = tmp_path / "answers.jsonl"
    code = (
        "import sys\n"
        "from mp_exercises.answers import Line, Record\n"
        "for n in range(25):\n"
        "    Record(sys.argv[1]).append(Line('slug', f'i{n}', 'choice', '0123456789ab', {'n': n}))\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, str(path)]) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: Record(path).append(line(f"t{n}")), range(40)))
    assert [process.wait() for process in processes] == [0] * 4
    assert len(Record(path).read().lines) == 140


def test_full_disk_harms_nothing(tmp_path):
    """When the disk takes no more, the answer is refused clearly and the older ones stand."""
    path = tmp_path / "answers.jsonl"
    code = (
        "import resource, signal, sys\n"
        "from mp_exercises.answers import Line, Record, RecordError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "record = Record(sys.argv[1])\n"
        "record.append(Line('slug', 'a', 'choice', '0123456789ab', {'n': 1}))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (250, 250))\n"
        "try:\n"
        "    record.append(Line('slug', 'b', 'choice', '0123456789ab', {'text': 'x' * 900}))\n"
        "except RecordError as error:\n"
        "    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert "could not be written" in done.stdout
    reading = Record(path).read()
    assert [entry.item for entry in reading.lines] == ["a"]
    assert reading.damaged == 0


def test_line_is_plain_json():
    """A line of the record is one JSON object with the eight documented fields."""
    data = json.loads(line().text())
    assert list(data) == ["v", "id", "exercise", "item", "kind", "rev", "at", "answer"]
