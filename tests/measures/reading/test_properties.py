"""Properties of every reader: nothing makes a traceback, and what was read equals what was written."""

import math
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mp_exercises.measures.reading import TableError, kinds, read_file, read_table_c1
from mp_exercises.measures.reading.dfe import COUNTS, KEYS, SHARES
from mp_exercises.measures.reading.kinds import missing_words, suppressed_letters
from tests.measures.tables import write

ENDINGS = (".csv", ".xlsx")
DATES = ("{0:%Y-%m-%d}", "{0:%d/%m/%Y}", "{0.day} {0:%B} {0.year}", "{0.day}-{0:%b}-{0.year}")
GAPS = ("", *sorted(missing_words()), *sorted(suppressed_letters()))

letters = st.text(
    st.characters(whitelist_categories=["L", "N"], max_codepoint=0x2FF), min_size=2, max_size=8
).filter(lambda text: text.casefold() not in missing_words())
anything = st.one_of(
    st.none(),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2199, 1, 1)),
    st.sampled_from(
        ["5/3/24", "31/02/2024", "12%", "1,234", "e5", "=1+1", "#N/A", "c", "x", "z", "n/a", "2024"]
    ),
)


def valid(column):
    """Return a strategy of a value of a column, and of how it is written."""
    if column.type == "date":
        days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
        return days.flatmap(lambda day: st.sampled_from([(day, f.format(day)) for f in DATES] + [(day, day)]))
    if column.type in ("number", "whole"):
        least = -1000 if column.least is None else math.ceil(column.least)
        most = 1000 if column.most is None else math.floor(column.most)
        whole = st.integers(least, most).map(lambda n: (float(n), n))
        if column.type == "whole":
            return whole
        tenths = st.integers(least * 10, most * 10).map(lambda n: (n / 10, f"{n / 10}"))
        return st.one_of(whole, tenths)
    if column.type == "choice":
        return st.sampled_from([(key, name) for key, names in column.options.items() for name in names])
    return letters.map(lambda text: (text, text))


def told(read):
    """Return the lines that a reader refuses a file with; none where it reads it."""
    try:
        read()
    except TableError as error:
        return str(error).splitlines() or [""]
    return []


def gap_of(column):
    """Return a strategy of how a cell without a value is written."""
    if column.type == "text":
        return st.just("")
    letters_too = column.type not in ("id", "name")
    return st.sampled_from(GAPS if letters_too else [gap for gap in GAPS if gap not in suppressed_letters()])


def rows_of(kind, data):
    """Draw rows of a kind: what they mean, and how they are written."""
    names = list(kind.columns)
    size = data.draw(st.integers(1, 5))
    rows = []
    for number in range(size):
        row = {}
        for name, column in kind.columns.items():
            there = column.required or data.draw(st.booleans())
            row[name] = data.draw(valid(column)) if there else (None, data.draw(gap_of(column)))
        for name in {*kind.together, *(n for n, c in kind.columns.items() if c.unique)}:
            if kind.columns[name].type == "date":
                day = date(2000, 1, 1 + number)
                row[name] = (day, day.isoformat())
            else:
                row[name] = (f"{name}{number}", f"{name}{number}")
        for name, column in kind.columns.items():
            other = row.get(column.not_before, (None, ""))[0]
            if other is not None and row[name][0] is not None and row[name][0] < other:
                row[name] = (other, other.isoformat())
        rows.append(row)
    return names, rows


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", list(kinds()))
@settings(max_examples=25)
@given(data=st.data())
def test_what_was_read_is_what_was_written(name, ending, data):
    """Values of every kind of data come back from a file, however their dates and gaps are written."""
    kind = kinds()[name]
    names, rows = rows_of(kind, data)
    heads = [data.draw(st.sampled_from(kind.columns[n].heads)) for n in names]
    written = [heads, *([row[n][1] for n in names] for row in rows)]
    with TemporaryDirectory() as folder:
        file = write(Path(folder) / f"t{ending}", written)
        table = read_file(file, name)
    assert len(table.frame) == len(rows)
    for n, head in zip(names, heads, strict=True):
        found = table.frame[head if kind.columns[n].like else n]
        for value, row in zip(found, rows, strict=True):
            if row[n][0] is None:
                assert pd.isna(value)
            else:
                assert (value.date() if isinstance(value, pd.Timestamp) else value) == row[n][0]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", [None, *kinds()])
@settings(max_examples=25)
@given(data=st.data())
def test_nothing_makes_a_traceback(name, ending, data):
    """Whatever stands below heads, or instead of them, is read or named in lines of one sentence."""
    known = [head for one in kinds().values() for column in one.columns.values() for head in column.heads]
    heads = data.draw(st.lists(st.one_of(st.sampled_from(known), anything), max_size=8))
    if name is not None and data.draw(st.booleans()):
        heads = [kinds()[name].columns[n].head for n in kinds()[name].columns]
    rows = data.draw(st.lists(st.lists(anything, max_size=len(heads) + 1), max_size=6))
    with TemporaryDirectory() as folder:
        file = write(Path(folder) / f"t{ending}", [heads, *rows])
        assert all("; right would be " in line for line in told(lambda: read_file(file, name)))


@settings(max_examples=200)
@given(content=st.binary(max_size=300), ending=st.sampled_from(ENDINGS))
def test_no_bytes_make_a_traceback(content, ending):
    """Any bytes in a file are a table, or an error in one sentence for each fault."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"t{ending}"
        file.write_bytes(content)
        for read in (read_file, read_table_c1):
            with pytest.raises(TableError):
                read(file)


figures = st.one_of(st.integers(0, 99999), st.sampled_from(sorted(suppressed_letters())))


@settings(max_examples=50)
@given(data=st.data())
def test_table_c1_comes_back(data):
    """Figures and letters of the published table come back as figures and gaps."""
    rows = data.draw(
        st.lists(st.tuples(st.integers(2013, 2030), letters, *[figures] * 6), min_size=1, max_size=5)
    )
    written = [[*KEYS, *COUNTS, *SHARES]]
    written += [[year, "Local authority", "Inner London", area, "E09", *cells] for year, area, *cells in rows]
    with TemporaryDirectory() as folder:
        found = read_table_c1(write(Path(folder) / "c1.csv", written))
    for row, (year, area, *cells) in zip(found.frame.itertuples(), rows, strict=True):
        assert (row.year, row.area) == (year, area)
        for name, cell in zip((*COUNTS, *SHARES), cells, strict=True):
            value = getattr(row, name)
            assert math.isnan(value) if isinstance(cell, str) else value == cell


@settings(max_examples=100)
@given(st.lists(st.lists(anything, min_size=11, max_size=11), max_size=4))
def test_table_c1_makes_no_traceback(rows):
    """Whatever stands below the published heads is read or named."""
    with TemporaryDirectory() as folder:
        file = write(Path(folder) / "c1.csv", [[*KEYS, *COUNTS, *SHARES], *rows])
        assert all("; right would be " in line for line in told(lambda: read_table_c1(file)))
