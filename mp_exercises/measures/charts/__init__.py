"""Charts of a series over time: what is chance, and what is a signal."""

from .chart import Chart, Point
from .dispersion import Dispersion, overdispersion
from .limits import p_chart, p_prime_chart, sigma_z, u_chart, u_prime_chart, xmr_chart
from .reading import Reading, read_series
from .run import RunChart, run_chart
from .series import Series, from_frame, from_published, from_table

__all__ = [
    "Chart",
    "Dispersion",
    "Point",
    "Reading",
    "RunChart",
    "Series",
    "from_frame",
    "from_published",
    "from_table",
    "overdispersion",
    "p_chart",
    "p_prime_chart",
    "read_series",
    "run_chart",
    "sigma_z",
    "u_chart",
    "u_prime_chart",
    "xmr_chart",
]
