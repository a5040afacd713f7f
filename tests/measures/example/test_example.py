"""The invented authority: the same from the same seed, labelled, and like a real one."""

from datetime import date

import pandas as pd
import pytest

from mp_exercises.measures.change import effects
from mp_exercises.measures.example import authority, write_example
from mp_exercises.measures.experience import nonresponse
from mp_exercises.measures.goals import attainment
from mp_exercises.measures.observing import differences, double_coded, drift, leniency
from mp_exercises.measures.reading import TableError, kinds, read_file
from mp_exercises.measures.rereferrals import looking_back, looking_forward, referred


@pytest.fixture(scope="module")
def tables():
    """Return the invented tables."""
    return authority()


def test_the_same_seed_gives_the_same(tables):
    """Made again, every table is the same; with another seed it is not."""
    again, other = authority(), authority(7)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, again[name])
        assert not table.equals(other[name])


def test_every_file_is_read_and_labelled(tables, tmp_path):
    """Each file says on its first line that it is invented, has no fault, and comes back as it was made."""
    files = write_example(tmp_path / "new")
    for name in kinds():
        file = tmp_path / "new" / f"invented-{name}.csv"
        assert file in files
        assert "Invented: no child" in file.read_text(encoding="utf-8-sig").splitlines()[0]
        table = read_file(file)
        assert (table.kind, table.above) == (name, 1)
        for column in tables[name]:
            made = tables[name][column]
            found = table.frame[column]
            assert (made.isna().to_numpy() == found.isna().to_numpy()).all()
            kept = made.notna().to_numpy()
            assert (made[kept].to_numpy() == found[kept].to_numpy()).all()


def test_the_list_as_people_keep_it_has_its_faults(tmp_path):
    """The file for practice has the faults that people make, each at its cell."""
    write_example(tmp_path)
    with pytest.raises(TableError) as caught:
        read_file(tmp_path / "invented-referrals-as-kept.csv")
    assert [fault.place for fault in caught.value.faults] == ["D4", "A6", "D7", "B8", "D8", "D9", "D10"]


def test_nothing_is_written_over(tmp_path):
    """Where a file of that name is, nothing is written."""
    (tmp_path / "READ-ME.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="name another folder"):
        write_example(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_referrals_behave(tables):
    """Rates lie where English authorities do, and siblings make families fewer than children."""
    found = referred(tables["referrals"])
    back = looking_back(found, date(2024, 4, 1), date(2025, 3, 31))
    forward = looking_forward(found, date(2023, 4, 1), date(2024, 3, 31), date(2026, 3, 31))
    assert 0.12 < back.rate.value < 0.26
    assert 0.12 < forward.rate.value < 0.26
    families = looking_forward(
        referred(tables["referrals"], "family"), date(2023, 4, 1), date(2024, 3, 31), date(2026, 3, 31)
    )
    assert families.counted < 0.75 * forward.counted


def test_raters_behave(tables):
    """The rater who was made to drift is found, and so are the lenient and the strict one."""
    rows = differences(double_coded(tables["observations"]))
    moved = drift(rows)
    assert moved["P2"].drifts
    assert leniency(rows)["P4"].low > 0
    assert leniency(rows)["P3"].high < 0


def test_training_behaves(tables):
    """The training's effect that was made is inside its interval, and coaching's."""
    terms = effects(tables["training"]).terms
    assert terms["training"].low <= 0.45 <= terms["training"].high
    assert terms["session"].low <= 0.05 <= terms["session"].high


def test_families_behave(tables):
    """Fathers answer less than mothers, and families get further with goals of their own."""
    groups = nonresponse(tables["experience"], "who")
    rates = groups.groups.set_index("group")["rate"]
    assert groups.differs
    assert rates["father"] < rates["mother"]
    goals = tables["goals"]
    own, required = (attainment(goals[goals["owner"] == owner]) for owner in ("own", "required"))
    assert own.score.low > required.score.high
