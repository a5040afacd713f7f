"""Which charts a series has, and which of them to read."""

from __future__ import annotations

from dataclasses import dataclass

from ...marking.refusal import Refused, attempt
from .chart import Chart
from .dispersion import Dispersion, overdispersion
from .limits import p_chart, p_prime_chart, u_chart, u_prime_chart, xmr_chart
from .run import RunChart, run_chart
from .series import Series


@dataclass(frozen=True)
class Reading:
    """A series with its charts.

    Attributes
    ----------
    run
        The run chart, or why there is none.
    dispersion
        Of counts, whether they vary more than chance; else None.
    charts
        Control charts, from the simplest; empty where they are refused.
    refused
        Why there is no control chart.
    """

    series: Series
    run: RunChart | Refused
    dispersion: Dispersion | Refused | None
    charts: tuple[Chart, ...]
    refused: Refused | None

    @property
    def to_read(self) -> Chart | None:
        """The chart whose limits can be trusted: the wide one where counts vary more than chance."""
        if not self.charts:
            return None
        wide = isinstance(self.dispersion, Dispersion) and self.dispersion.over
        return self.charts[-1] if wide else self.charts[0]


def read_series(series: Series, *, baseline: int | None = None, rate: bool = False) -> Reading:
    """Return the charts that a series allows.

    Parameters
    ----------
    rate
        Take counts for events that may happen twice to one, on u charts; by default only where a count
        is more than what it is of.
    baseline
        Reckon centres and limits from so many first periods; by default from all.
    """
    shares = series.shares and not rate
    run = attempt(lambda: run_chart(series.values, baseline=baseline))
    dispersion = None
    if series.counted:
        dispersion = attempt(lambda: overdispersion(series.counts, series.of, shares=shares))
    charts = attempt(lambda: _charts(series, baseline, shares=shares))
    refused = charts if isinstance(charts, Refused) else None
    return Reading(series, run, dispersion, () if isinstance(charts, Refused) else charts, refused)


def _charts(series: Series, baseline: int | None, *, shares: bool) -> tuple[Chart, ...]:
    if not series.counted:
        return (xmr_chart(series.values, baseline=baseline),)
    makers = (p_chart, p_prime_chart) if shares else (u_chart, u_prime_chart)
    return tuple(make(series.counts, series.of, baseline=baseline) for make in makers)
