"""Published tables that several tests use, each with where it stands."""

import numpy as np

NO = np.nan

KRIPPENDORFF = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3],
        [NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO],
    ]
).T
"""Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: 12 units by 4 observers."""

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], dtype=float
)
"""Shrout and Fleiss (1979), table 2: 6 targets by 4 judges."""

ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
"""Gwet's table of two abstractors, in the overview of the R package irrCAC (``cont3x3abstractors``)."""

PSYCHIATRISTS = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
]
"""15 patients by 5 diagnoses, 6 psychiatrists each, in the same overview (``distrib.6raters``)."""


def two_raters(table):
    """Return two raters' ratings from how often each pair of categories occurs."""
    pairs = [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    first, second = zip(*pairs, strict=True)
    return np.array(first), np.array(second)


def rows_of(counts):
    """Return units by raters from how many raters gave each unit each category."""
    return [[category for category, count in enumerate(row) for _ in range(count)] for row in counts]
