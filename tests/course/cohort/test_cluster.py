"""A real Dask cluster marks as this machine does."""

import pytest

from mp_exercises.course.cohort import cluster
from mp_exercises.course.cohort.run import mark_cohort
from mp_exercises.course.folder import CourseError
from tests.course.cohort.clusters import scheduler, worker
from tests.course.cohort.conftest import SIZE
from tests.course.cohort.runs import ended, marking, saved, until, written
from tests.course.gradebooks import gradebook, notebooks
from tests.course.made import cohort, copy_of
from tests.course.trainees import SLUG, run

KEY = "rationale"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Yield the address of a running scheduler."""
    with scheduler(tmp_path_factory.mktemp("scheduler")) as running:
        yield running


def test_no_workers_is_one_sentence(course, address):
    """A scheduler that nobody works for is one line that says so, and nothing is marked."""
    done = run("mp_exercises", "mark", course.root, SLUG, "--scheduler", address)
    assert done.returncode == 2
    assert done.stderr == (f"mp: the Dask scheduler at {address} has no workers; start some, and run again\n")
    assert saved(course) == 0


@pytest.mark.parametrize(
    "where", ["tcp://127.0.0.1:{port}", "127.0.0.1:{port}", "nonsense", "http://127.0.0.1:1"]
)
def test_a_wrong_address_is_one_sentence(course, free_port, where, monkeypatch):
    """An address where no scheduler answers, or that is none, is one line that shows one."""
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    wrong = where.format(port=free_port)
    with pytest.raises(CourseError) as error:
        mark_cohort(course, SLUG, scheduler=wrong)
    assert str(error.value) == (
        f"no Dask scheduler answers at {wrong}; give the address that it prints when it starts, such as "
        "tcp://127.0.0.1:8786"
    )
    assert saved(course) == 0


def test_a_cluster_gives_the_same_gradebook(course, undisturbed, address, tmp_path):
    """A cluster's machine marks as this one does, sets aside as this one does, and has no key on its disk."""
    bad = course.submitted("zed", SLUG)
    bad.mkdir(parents=True)
    (bad / "answers.jsonl").write_text("nothing", encoding="utf-8")
    folder = tmp_path / "machine"
    folder.mkdir()
    with worker(address, folder):
        until(lambda: workers_of(address))
        done = run("mp_exercises", "mark", course.root, SLUG, "--scheduler", address)
        assert done.returncode == 1, done.stderr
        assert f"{SIZE} marked, 0 as before, 1 set aside" in done.stdout
        again = run("mp_exercises", "mark", course.root, SLUG, "--scheduler", address)
        assert f"0 marked, {SIZE} as before, 1 set aside" in again.stdout
        held = [file for file in folder.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()]
        assert not held
    assert gradebook(course) == gradebook(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)


def workers_of(address):
    """Return how many workers a scheduler has."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return len(client.scheduler_info()["workers"])


def test_a_machine_that_is_lost(released, address, tmp_path):
    """When the only machine is killed in the middle, one line says so, and the next run goes on."""
    course = cohort(released, tmp_path / "course", 100)
    alone = copy_of(course, tmp_path / "alone")
    mark_cohort(alone, SLUG, workers=1)
    with worker(address, tmp_path) as only:
        until(lambda: workers_of(address))
        with marking(course, "--scheduler", address) as process:
            until(lambda: written(course))
            only.kill()
            code, _, err = ended(process)
    assert code == 2
    assert err.splitlines()[-1].startswith(f"mp: the Dask cluster at {address} fails: ")
    assert "Traceback" not in err
    assert saved(course) < 100
    assert mark_cohort(course, SLUG, workers=1).done == 100
    assert gradebook(course) == gradebook(alone)
    assert notebooks(course) == notebooks(alone)
