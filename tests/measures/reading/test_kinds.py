"""The kinds of data."""

from pathlib import Path

import pytest

from mp_exercises.exercise import framework
from mp_exercises.measures.reading import kinds, read_file
from mp_exercises.measures.reading.report import table_lines
from mp_exercises.measures.writing import write_template


def test_the_skills_are_the_frameworks():
    """The columns of an observation are the framework's seven skills."""
    skills = [one.id.replace("-", "_") for one in framework().competencies if one.group == "skill"]
    columns = kinds()["observations"].columns
    assert [name for name, column in columns.items() if column.skill] == skills


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("name", list(kinds()))
def test_each_template_is_read_as_its_kind(name, ending, tmp_path):
    """A template is a file of its own kind without a fault, and is known by its heads alone."""
    file = write_template(name, tmp_path / f"t{ending}")
    table = read_file(file)
    assert table.kind == name
    assert len(table.frame) == 3
    lines = list(table_lines(table))
    assert lines[0] == f"{file}: {kinds()[name].title.lower()}, 3 rows, no faults"


def test_a_template_never_writes_over_a_file(tmp_path):
    """A file that is there stays as it is."""
    file = tmp_path / "t.csv"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match="is there already; give another name"):
        write_template("goals", file)
    assert Path(file).read_text(encoding="utf-8") == "mine"
