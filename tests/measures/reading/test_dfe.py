"""Table C1 as the Department publishes it."""

import pytest

from mp_exercises.measures.reading import TableError, read_table_c1
from tests.measures.tables import C1, write_csv

published = pytest.mark.skipif(not C1.is_file(), reason="the published table is not carried here")


@published
def test_the_published_table():
    """The file as downloaded has the figures of evidence.md section 7, and letters are no figures."""
    table = read_table_c1(C1)
    england = table.area("England")
    assert list(england["rereferral_percent"]) == [
        *(24.7, 23.5, 24.2, 22.5, 21.9, 21.9, 22.6, 22.6, 22.7, 21.5, 22.4, 22.4, 22.6),
    ]
    islington = table.area("islington").iloc[-1]
    assert (islington["referral_count"], islington["rereferral_count"]) == (2407, 404)
    assert islington["rereferral_child_percent"] == 16.3
    assert table.symbols["rereferral_count"] == {"c": 12, "u": 3, "x": 12}
    assert table.frame["rereferral_count"].isna().sum() == 27
    assert "Bristol, City of" in table.areas()


@published
def test_an_area_that_is_not_there():
    """A name that the table does not have gives names that are like it."""
    with pytest.raises(LookupError, match=r"has no area 'Islingtown'; right would be .*Islington"):
        read_table_c1(C1).area("Islingtown")


def test_another_table(tmp_path):
    """A file without the published heads is refused with the heads."""
    with pytest.raises(TableError, match="lacks columns of table C1; right would be the file as published"):
        read_table_c1(write_csv(tmp_path / "a.csv", [["year", "la_name"], [2025, "Islington"]]))
