"""Times of handing in: read as nbgrader reads them, or not at all."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nbgrader.utils import parse_utc

from mp_exercises.course.gradebook.moment import utc_of

GOOD = [
    "2026-11-25 17:00:00 UTC",
    "2026-11-25 17:00:00.123456 UTC",
    "2026-11-25 17:00:00 GMT",
    "2026-11-25 17:00:00 Z",
    "2026-11-25 17:00:00 +0000",
    "2026-11-25 17:00:00+00:00",
    "2026-11-25 17:00:00+0130",
    "2026-11-25 17:00",
    "2026-11-25T17:00:00",
    "2026-11-25T17:00:00Z",
    "2026-11-25T17:00:00.5-08:00",
    "2026-07-25 17:00:00 Europe/London",
    "2026-10-25 01:30:00 Europe/London",
    "2026-12-31 23:30:00 America/New_York",
    "2028-02-29 00:00:00 UTC",
]
BAD = [
    "",
    "yesterday",
    "17:00",
    "25 November 2026",
    "25/11/2026 17:00",
    "2026-11-25",
    "2026-11-25 17:00:00 +0100",  # nbgrader takes this for a hundred seconds
    "2026-11-25 17:00:00 BST",  # and this for UTC
    "2026-11-25 17:00:00 Nowhere/Nothing",
    "2026-11-25T17:00:00Z UTC",
    "2026-02-30 17:00:00 UTC",
    "2026-11-25 24:00:00 UTC",
    "0001-01-01 00:00:00+0100",
    "9999-12-31 23:59:59 America/New_York",
    "2026-11-25 17:00:00 /etc/hostname",
    "2026-11-25 17:00:00 ../../../etc/hostname",
    "2026-11-25 17:00:00 :/dev/zero",
    "2026-11-25 17:00:00 leapseconds",
    "2026-11-25 17:00:00 UTC\n2026-11-26 17:00:00 UTC",
    "２０２６-11-25 17:00:00 UTC",
]


@pytest.mark.parametrize("text", GOOD)
def test_the_moment_is_nbgraders(text):
    """What is taken is the moment that nbgrader reads, as formgrader compares the two."""
    assert utc_of(text) == parse_utc(text)
    assert utc_of(text).tzinfo is None


@pytest.mark.parametrize("text", BAD)
def test_what_has_two_readings_is_refused(text):
    """What is no time, has two readings, or would open a file of somebody's choice, is refused."""
    with pytest.raises(ValueError, match=r"."):
        utc_of(text)


@given(st.text(max_size=40) | st.from_regex(r"\A\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d ?[ -~]{0,12}\Z"))
@example("2026-11-25 17:00:00 \x00")
def test_whatever_stands_there(text):
    """Any text is a moment without a zone, or a ValueError."""
    with contextlib.suppress(ValueError):
        assert utc_of(text).tzinfo is None
