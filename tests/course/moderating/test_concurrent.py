"""Several people at once, on SQLite and on PostgreSQL: one of them is first, and the others are told."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, inspect, text

from mp_exercises.course.gradebook.connection import engine_of, make_ours
from mp_exercises.course.gradebook.tables import HISTORY, OURS
from mp_exercises.course.moderating.tables import DRAW, SECOND, SETTLED
from tests.course.made import api, copy_of, settings
from tests.course.moderating import postgres
from tests.course.moderating.cohort import (
    CELL,
    ITEM,
    SIZE,
    first_mark,
    give_first_marks,
    give_names,
    marked_course,
)
from tests.course.moderating.steps import (
    fill_in,
    firsts,
    gradebook_marks,
    mp_draw,
    pairs_of,
    read_in,
    rows_of,
    sheet_file,
)
from tests.course.trainees import ROOT, SLUG, environment, in_environment

AT_ONCE = 3


@pytest.fixture(scope="module")
def address():
    """Yield the address of a PostgreSQL server."""
    if not postgres.there():
        pytest.skip("this machine has no PostgreSQL server")
    with postgres.server() as running:
        yield running


@pytest.fixture(scope="module")
def on_postgres(released, address, tmp_path_factory):
    """Return a course with first marks whose gradebook is in PostgreSQL."""
    made = copy_of(released, tmp_path_factory.mktemp("postgres") / "course")
    create_database(address, "moderated")
    settings(made, f'c.CourseDirectory.db_url = "{address}/moderated"')
    with in_environment():
        assert api(made).generate_assignment(SLUG, force=True)["success"]
    marked = marked_course(made, made.root.with_name("marked"))
    give_names(marked)
    give_first_marks(marked, {number: first_mark(number) for number in range(SIZE)})
    return marked


def create_database(address, name, template="template1"):
    """Make a database, or a copy of one."""
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'create database "{name}" template "{template}"'))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def desks(request, tmp_path):
    """Return copies of one course's folder, as on several machines, which share one gradebook."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'shared.db'}"
        source = request.getfixturevalue("first_marked")
        (tmp_path / "shared.db").write_bytes((source.root / "gradebook.db").read_bytes())
    else:
        source, address = request.getfixturevalue("on_postgres"), request.getfixturevalue("address")
        create_database(address, tmp_path.name, "moderated")
        url = f"{address}/{tmp_path.name}"
    copies = [copy_of(source, tmp_path / f"desk-{number}") for number in range(AT_ONCE)]
    for copy in copies:
        settings(copy, f'c.CourseDirectory.db_url = "{url}"')
    return copies


WAITING = """
import sys
from mp_exercises.cli import main
import mp_exercises.course.moderating.run
sys.argv[0] = "mp"
print("ready", file=sys.stderr, flush=True)
sys.stdin.readline()
main()
"""


def all_at_once(commands):
    """Run several commands that wait for one start, and return their exit codes and what they said."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WAITING, "moderate", *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment(),
        )
        for words in commands
    ]
    assert [process.stderr.readline() for process in running] == ["ready\n"] * len(running)
    for process in running:
        process.stdin.write("go\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=280) for process in running]
    return [(process.returncode, out, err) for process, (out, err) in zip(running, ended, strict=True)]


def one_won(ended):
    """See to it that one of several was first, and that the others were told so in one line each."""
    assert sorted(code for code, _, _ in ended) == [0] + [2] * (len(ended) - 1), ended
    for code, out, err in ended:
        if code:
            assert (out, err.count("\n")) == ("", 1), err
    return [err for code, _, err in ended if code]


def test_one_draw_of_several(desks):
    """Of several who draw at once from different machines, one draw stands whole, and the others say so."""
    lost = one_won(all_at_once([("draw", desk.root, SLUG, "--by", "D", "--first", "F") for desk in desks]))
    assert all(
        "at the same time, and that draw stands" in said or "was drawn already" in said for said in lost
    )
    assert len(rows_of(desks[0], DRAW)) == 1
    assert len(rows_of(desks[0])) == 10
    assert sum(sheet_file(desk).exists() for desk in desks) == 1


def test_one_second_mark_of_several(desks):
    """Of several who read marks for the same answers at once, one sheet is in whole, and no other in part."""
    mp_draw(desks[0])
    marks = {name: 9.0 - first for name, first in firsts(desks[0]).items()}
    files = [
        fill_in(
            desk,
            {name: max(0.0, mark - number / 4) for name, mark in marks.items()},
            file=sheet_file(desks[0]),
        )
        for number, desk in enumerate(desks)
    ]
    commands = [
        ("read", desk.root, SLUG, file, "--by", f"Marker {number}")
        for number, (desk, file) in enumerate(zip(desks, files, strict=True))
    ]
    ended = all_at_once(commands)
    # Others say that the marks differ from those on record, a line for each answer.
    assert sorted(code for code, _, _ in ended) == [0, 2, 2], ended
    assert not any("Traceback" in err for _, _, err in ended)
    rows = rows_of(desks[0], SECOND)
    assert len(rows) == 10
    assert len({row["who"] for row in rows}) == len({row["sheet"] for row in rows}) == 1


def test_one_settlement_of_several(desks):
    """Of several who settle one answer at once, each is told that it was changed, or comes after."""
    mp_draw(desks[0])
    read_in(desks[0], {name: 9.0 - first for name, first in firsts(desks[0]).items()})
    name = sorted(firsts(desks[0]))[0]
    first = firsts(desks[0])[name]
    ended = all_at_once(
        [
            (
                "settle",
                desk.root,
                SLUG,
                name,
                ITEM,
                f"--mark={number / 4}",
                "--by",
                f"S {number}",
                "--why",
                "w",
            )
            for number, desk in enumerate(desks)
        ]
    )
    assert {code for code, _, _ in ended} <= {0, 2}
    assert all("was changed meanwhile, and nothing was written" in err for code, _, err in ended if code)
    won = sum(code == 0 for code, _, _ in ended)
    assert won >= 1
    steps = rows_of(desks[0], SETTLED)
    assert [row["turn"] for row in steps] == list(range(1, won + 1))
    # Each began where the one before it had ended: no mark was lost between them.
    assert [row["old"] for row in steps] == [first, *(row["mark"] for row in steps[:-1])]
    lines = sorted(rows_of(desks[0], HISTORY), key=lambda row: row["id"])
    assert [(row["old"], row["new"]) for row in lines] == [(row["old"], row["mark"]) for row in steps]
    assert gradebook_marks(desks[0], CELL)[name] == (steps[-1]["mark"], False)
    assert pairs_of(desks[0])[name].state == "settled"


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request, tmp_path):
    """Return a maker of addresses of empty databases."""

    def make(number):
        if request.param == "sqlite":
            return f"sqlite:///{tmp_path / f'{number}.db'}"
        address = request.getfixturevalue("address")
        create_database(address, f"{tmp_path.name}-{number}")
        return f"{address}/{tmp_path.name}-{number}"

    return make


@pytest.mark.parametrize("number", range(3))
def test_the_first_use_of_a_gradebook_by_several(empty, number):
    """Where our tables do not exist yet, several who begin at once are not in each other's way."""
    url = empty(number)
    engines = [engine_of(url) for _ in range(AT_ONCE)]
    start = threading.Barrier(AT_ONCE)

    def begin(engine):
        with engine.connect() as connection:
            connection.execute(text("select 1"))
        start.wait()
        make_ours(engine)
        return set(inspect(engine).get_table_names())

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(begin, engines))
    assert all(tables >= set(OURS.tables) for tables in found)
    for engine in engines:
        engine.dispose()
