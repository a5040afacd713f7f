"""The standard as a file of the course."""

from datetime import date

import pytest
import yaml

from mp_exercises.exercise import SourceError
from mp_exercises.marking.standard import Standard, load_standard, standard_file, write_standard
from mp_exercises.marking.standard.angoff import angoff
from mp_exercises.marking.standard.judgements import judgements
from mp_exercises.marking.standard.made import standard_by_angoff

from .panels import JUDGES, PERCENT, POINTS

SECTIONS = {"tiny-one": "0123456789ab", "tiny-two": "ba9876543210"}


@pytest.fixture
def standard():
    """Return the standard of the invented panel."""
    result = angoff([judgements(PERCENT / 100, points=POINTS)])
    return standard_by_angoff(result, "tiny", SECTIONS, date(2026, 11, 20))


def test_a_standard_comes_back_as_it_was_written(tmp_path, standard):
    """What is written is read again, with the panel's agreement and the sections that it saw."""
    file = write_standard(tmp_path, standard)
    assert file == standard_file(tmp_path, "tiny")
    assert load_standard(tmp_path, "tiny") == standard
    assert (standard.panel, standard.rounds, standard.method) == (5, 1, "angoff")
    assert standard.agreement.form == "2,k"
    assert yaml.safe_load(file.read_text(encoding="utf-8"))["date"] == date(2026, 11, 20)


def test_no_file_is_no_standard(tmp_path):
    """An assessment whose standard nobody has set has none, and no fault."""
    assert load_standard(tmp_path, "tiny") is None


def test_another_standard_is_not_replaced_unasked(tmp_path, standard):
    """The same standard may be written again; another one needs to be asked for."""
    write_standard(tmp_path, standard)
    write_standard(tmp_path, standard)
    other = standard.model_copy(update={"panel": 9})
    with pytest.raises(FileExistsError, match="holds another standard"):
        write_standard(tmp_path, other)
    write_standard(tmp_path, other, replace=True)
    assert load_standard(tmp_path, "tiny").panel == 9


def test_it_knows_which_sections_have_changed(standard):
    """Sections that are new, gone or of another revision are named."""
    assert standard.stale(SECTIONS) == ()
    now = {"tiny-one": "ffffffffffff", "tiny-three": "000000000000"}
    assert standard.stale(now) == ("tiny-one", "tiny-three", "tiny-two")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"value": 1.4}, "value"),
        ({"value": float("nan")}, "value"),
        ({"low": 0.9}, "lies outside"),
        ({"method": "guess"}, "method"),
        ({"form": "grades"}, "form 'grades' of method 'angoff'"),
        ({"panel": 0}, "panel"),
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"assessment": "other"}, "the standard of 'other'"),
        ({"sections": {"tiny-one": "short"}}, "sections"),
    ],
)
def test_faults_of_the_file(tmp_path, standard, change, wrong):
    """A fault of the file is named at its line."""
    file = write_standard(tmp_path, standard)
    file.write_text(yaml.safe_dump({**standard.data(), **change}, sort_keys=False), encoding="utf-8")
    with pytest.raises(SourceError, match=r"tiny\.yaml:\d+: ") as caught:
        load_standard(tmp_path, "tiny")
    assert wrong in str(caught.value)


def test_the_model_needs_no_numbers_library():
    """Reading a standard loads neither numpy nor pandas."""
    import subprocess
    import sys

    code = (
        "import sys, mp_exercises.marking.standard as s; s.load_standard; "
        "print({'numpy', 'pandas', 'scipy', 'openpyxl'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
    assert Standard


def test_leniency_is_kept_without_names(tmp_path):
    """How far each judge lies from the panel is in the file, from the mildest on, and no judge's name is."""
    panel = angoff([judgements(PERCENT / 100, points=POINTS, judges=tuple(JUDGES))])
    made = standard_by_angoff(panel, "tiny", SECTIONS, date(2026, 11, 20))
    file = write_standard(tmp_path, made)
    kept = load_standard(tmp_path, "tiny")
    apart = sorted(judge.difference.value for judge in panel.final.judges)
    assert [one.difference for one in kept.leniency] == pytest.approx(apart, abs=1e-4)
    assert sum(one.difference for one in kept.leniency) == pytest.approx(0, abs=1e-3)
    assert all(one.low <= one.difference <= one.high for one in kept.leniency)
    assert not any(name in file.read_text(encoding="utf-8") for name in JUDGES)


def test_a_standard_without_leniency_is_read(tmp_path, standard):
    """A file from before leniency was kept is a standard all the same."""
    file = write_standard(tmp_path, standard)
    older = {name: value for name, value in standard.data().items() if name != "leniency"}
    file.write_text(yaml.safe_dump(older), encoding="utf-8")
    assert load_standard(tmp_path, "tiny").leniency is None
