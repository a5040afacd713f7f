"""Numbers as arrays, checked: what is not a table of finite numbers is refused in a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .refusal import Refused

LARGEST = 1e50
"""Of a size beyond this, squares of squares could not be held."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def table(values: ArrayLike, statistic: str, *, missing: bool = False) -> Floats:
    """Return a two-dimensional array of numbers.

    Parameters
    ----------
    values
        Rows by columns.
    missing
        Whether NaN may stand for what is missing.

    Raises
    ------
    Refused
        If it is no such table, or holds an infinity, or NaN where nothing may be missing.
    """
    return _checked(values, statistic, 2, "a table of rows and columns", missing)


def column(values: ArrayLike, statistic: str, *, missing: bool = False) -> Floats:
    """Return a one-dimensional array of numbers, checked as a table is."""
    return _checked(values, statistic, 1, "one row of numbers", missing)


def same_length(statistic: str, **columns: Any) -> int:
    """Return the one length of several columns.

    Raises
    ------
    Refused
        If they differ.
    """
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) != 1:
        said = ", ".join(f"{name.replace('_', ' ')} {length}" for name, length in lengths.items())
        raise Refused(statistic, f"its columns are of different lengths ({said})")
    return next(iter(lengths.values()))


def _checked(values: ArrayLike, statistic: str, dimensions: int, right: str, missing: bool) -> Floats:
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Refused(statistic, f"the values are not {right}, all of them numbers") from error
    if array.ndim != dimensions:
        raise Refused(statistic, f"the values are not {right}")
    if np.isinf(array).any():
        raise Refused(statistic, "a value is infinite")
    if (np.abs(array) > LARGEST).any():
        raise Refused(statistic, f"a value is beyond {LARGEST:g}")
    if not missing and np.isnan(array).any():
        raise Refused(statistic, "a value is missing")
    return array
