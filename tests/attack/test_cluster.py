"""Attacks by a record that goes to a Dask cluster, where pickles travel: it stays bytes there."""

import pickle

import pytest

from mp_exercises.answers import Record
from tests.attack.records import good, no_answers
from tests.course.cohort.clusters import scheduler, worker
from tests.course.gradebooks import gradebook, marks, notebooks, pure
from tests.course.made import copy_of
from tests.course.trainees import SLUG, answer, mixed, run

pytest.importorskip("distributed")

HONEST = ("aaa-honest", "zzz-honest")


class Opened:
    """Makes a folder where a pickle of it is opened."""

    def __init__(self, place):
        self.place = place

    def __reduce__(self):
        """Return what a pickle calls."""
        import os

        return os.mkdir, (str(self.place),)


@pytest.fixture(scope="module")
def sent(released, tmp_path_factory):
    """Return a course in which records are pickles, or full of lines that are no answers."""
    course = copy_of(released, tmp_path_factory.mktemp("cluster") / "course")
    sections = course.load(SLUG).keyed
    for number, name in enumerate(HONEST):
        answer(Record(course.submitted(name, SLUG) / "answers.jsonl"), sections, mixed(number))
    half = (course.submitted(HONEST[0], SLUG) / "answers.jsonl").read_bytes()
    item = sections[0].items[0]
    line = {**good(sections[0], item, item.full()), "id": "attack-0001"}
    attack = Opened(course.root.parent / "outside")
    records = {f"pickle-{version}": pickle.dumps(attack, version) for version in (0, 2, 5)}
    records["pickle-in-lines"] = half + pickle.dumps(attack, 0) + b"\n"
    records["no-answers"] = b"\n".join(no_answers(line))
    for name, data in records.items():
        folder = course.submitted(name, SLUG)
        folder.mkdir(parents=True)
        (folder / "answers.jsonl").write_bytes(data)
    return course


def test_the_attack_is_one(tmp_path):
    """Whoever opens the pickle makes the folder."""
    pickle.loads(pickle.dumps(Opened(tmp_path / "outside")))
    assert (tmp_path / "outside").is_dir()


def test_a_cluster_opens_no_record(sent, tmp_path):
    """A cluster marks and sets aside as this machine does, and no record is opened as a pickle."""
    here = copy_of(sent, tmp_path / "here" / "course")
    assert run("mp_exercises", "mark", here.root, SLUG).returncode == 1
    with scheduler(tmp_path) as address, worker(address, tmp_path):
        done = run("mp_exercises", "mark", sent.root, SLUG, "--scheduler", address)
    assert done.returncode == 1
    assert gradebook(sent) == gradebook(here)
    assert notebooks(sent) == notebooks(here)
    for name in (*HONEST, "pickle-in-lines"):
        assert marks(sent, name) == pure(sent, name)
        assert sum(marks(sent, name).values()) > 0
    assert not list(tmp_path.rglob("outside"))
    assert not (sent.root.parent / "outside").exists()
