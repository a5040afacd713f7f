"""Whether a panel may sit in twos: only over a stated agreement, at the low end of its interval."""

from __future__ import annotations

from dataclasses import dataclass

from ...marking.estimate import Estimate
from ...marking.refusal import Refused, require
from ...measures.observing import Double
from .agreeing import Agreed

NAME = "panel-certificate"


@dataclass(frozen=True)
class Certificate:
    """What a panel showed.

    Attributes
    ----------
    bar
        What the low end of each quality's interval had to reach.
    agreements
        ICC(2,1) of each quality.
    """

    bar: float
    members: tuple[str, ...]
    recordings: int
    agreements: dict[str, Estimate]


def certificate(double: Double, found: tuple[Agreed, ...], bar: float) -> Certificate:
    """Return a certificate.

    Parameters
    ----------
    bar
        What the low end of the 95% interval must reach, on every quality.

    Raises
    ------
    Refused
        If there are too few recordings or raters, somebody left a quality out, a coefficient cannot be
        given, or one quality's low end is below the bar. The first reason is given.

    References
    ----------
    Koo, T. K. and Li, M. Y. (2016). A guideline of selecting and reporting intraclass correlation
    coefficients for reliability research. Journal of Chiropractic Medicine, 15, 155-163: judge the
    interval, and say which form.
    """
    members = tuple(sorted(str(one) for one in double.frame["rater"].unique()))
    require(NAME, recordings=double.double, raters=len(members))
    agreements = {}
    for one in found:
        icc = one.found.icc
        if isinstance(icc, Refused):
            raise Refused(NAME, f"{one.criterion}: {icc.why}")
        if icc.form != "2,1" or icc.n < double.double or icc.raters < len(members):
            raise Refused(NAME, f"{one.criterion}: not everybody gave a number for every recording")
        agreements[one.criterion] = icc
    for criterion, icc in agreements.items():
        if icc.low < bar:
            why = f"{criterion}: ICC(2,1) is {icc.value:.2f}, and the low end of its interval, {icc.low:.2f},"
            raise Refused(NAME, f"{why} is below the bar of {bar:.2f} that the campaign states")
    return Certificate(bar, members, double.double, agreements)
