"""Exports: where they go, and what they say of anybody."""

import pandas as pd
import pytest

from mp_exercises.measures.writing import export_tables

TABLES = {
    "one": pd.DataFrame({"child": ["Ann", "Bo", "Ann", None], "score": [1.0, 2.5, None, 4.0]}),
    "two": pd.DataFrame({"child": ["Bo", "Cy"], "comment": ["Ann was here", "=1+1"]}),
}


def test_codes_stand_for_ids(tmp_path):
    """With pseudonyms no id and no free text is left, and one child has one code in both tables."""
    done = export_tables(tmp_path / "out", TABLES, pseudonymise=True)
    one, two = (pd.read_csv(file) for file in done.files)
    for name in ("Ann", "Bo", "Cy"):
        assert name not in one.to_csv() + two.to_csv()
    assert one["child"][0] == one["child"][2]
    assert two["child"][0] == one["child"][1]
    assert len({*one["child"].dropna(), *two["child"]}) == 3
    assert (list(two), done.left_out) == (["child"], ("comment",))


def test_codes_are_drawn_anew():
    """The codes of many children are not in the order of their ids."""
    from mp_exercises.measures.writing import Pseudonyms

    ids = pd.Series([f"{number:03d}" for number in range(200)])
    first, second = (list(Pseudonyms().coded(ids, "child")) for _ in range(2))
    assert first != second
    assert sorted(first) == sorted(second)


def test_without_them_ids_stay_and_formulas_do_not(tmp_path):
    """An export as it is holds the ids, and text that a spreadsheet would run is made inert."""
    done = export_tables(tmp_path, TABLES)
    assert list(pd.read_csv(done.files[0])["child"].dropna()) == ["Ann", "Bo", "Ann"]
    assert pd.read_csv(done.files[1])["comment"][1] == "'=1+1"


def test_nothing_is_written_over(tmp_path):
    """Where one file is there already, none is written."""
    (tmp_path / "two.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        export_tables(tmp_path, TABLES)
    assert [file.name for file in tmp_path.iterdir()] == ["two.csv"]
