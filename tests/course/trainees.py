"""Trainees who answer an assessment well, half, badly, and with damaged or hostile records."""

import contextlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from mp_exercises.answers import Record
from mp_exercises.course.folder import Course, checkout_course, new_course
from mp_exercises.sitting import line_for

ROOT = Path(__file__).parents[2]
SLUG = "empathy-and-goals"
WRITING = ("empathy-and-goals-four-times", "write")
TEXT = "He held him under the tap. </pre><script>alert('marker')</script> \u001b[31mred \ud800 & <b>bold</b>"


def environment():
    """Return the environment in which nbgrader, and the kernels it starts, find this checkout."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    programs = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PATH": os.pathsep.join(programs)}


@contextlib.contextmanager
def in_environment():
    """Let this process find this checkout and its programs as `run` does."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment().items():
            patch.setenv(name, value)
        yield


def run(*words, cwd=None):
    """Run a Python module's command and return what it did."""
    command = [sys.executable, "-m", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, check=False, env=environment(), timeout=280
    )


def real_course(folder):
    """Return a new course with this checkout's assessments."""
    return new_course(folder, content=checkout_course())


def submission(course: Course, student, slug=SLUG):
    """Return a submission's folder with the released files in it."""
    folder = course.root / "submitted" / student / slug
    folder.mkdir(parents=True)
    for file in (course.root / "release" / slug).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def answer(record: Record, sections, choose):
    """Append an answer to every item for which ``choose`` returns one."""
    for section in sections:
        for item in section.items:
            raw = choose(item)
            if raw is not None:
                record.append(line_for(section, item.id, raw))


def right(item):
    """Return the key's answer, and a text to every reflection."""
    return item.full() or {"text": TEXT.replace("\ud800", "")}


def mixed(seed):
    """Return a chooser that knows half and guesses half."""
    rng = random.Random(seed)

    def choose(item):
        if item.full() is None:
            return None
        return item.full() if rng.random() < 0.5 else item.guess("random", rng)

    return choose


def wrong(item):
    """Return an answer that the key thinks least of."""
    answers = [item.guess(strategy, random.Random(1)) for strategy in ("first", "last", "longest")]
    return min(
        (raw for raw in answers if raw), key=lambda raw: item.judge(item.read(raw)).value, default=None
    )


def hostile_lines(sections):
    """Return record lines that are no answers, each for an item of the assessment."""
    good = json.loads(line_for(sections[0], "lino", {"picked": ["lose"]}).text())
    deep = {"picked": [[[[[[[[[["lose"]]]]]]]]]]}
    bad = [
        {**good, "id": "hostile-1", "answer": deep},
        {**good, "id": "hostile-2", "answer": {"picked": ["lose", "lose", "micah"]}},
        {**good, "id": "hostile-3", "answer": {"picked": "lose"}},
        {
            **good,
            "id": "hostile-4",
            "kind": "rating",
            "item": "rate",
            "answer": {"ratings": {"empathy": 1e308}},
        },
        {**good, "id": "hostile-5", "item": "openings", "answer": {"picked": [True, None, {}]}},
        {**good, "id": "hostile-6", "exercise": "somebody-else", "answer": {"picked": ["lose"]}},
        {**good, "id": "../../../keys", "answer": {"picked": ["lose"]}},
        {**good, "id": "hostile-8", "v": 2},
        {**good, "id": "hostile-9", "points": 1000000},
    ]
    lines = [json.dumps(entry).encode() for entry in bad]
    lines += [
        json.dumps({**good, "id": "hostile-nan"}).replace('["lose"]', "[NaN]").encode(),
        json.dumps({**good, "id": "hostile-inf"}).replace('["lose"]', "1e999").encode(),
        b'{"v":1' + b"[" * 50_000,
        b"\xff\xfe\x00\x01",
        b'"' + b"a" * 300_000 + b'"',
        b"from os import _exit; _exit(0)",
        json.dumps(good).encode()[:-40],
    ]
    return lines
