"""Agreement between raters: each coefficient with its interval, or a refusal with its reason."""

from .fleiss import fleiss_kappa
from .gwet import gwet_ac
from .icc import FORMS, Form, MeanSquares, icc, icc_all, mean_squares
from .kappa import cohen_kappa
from .krippendorff import Metric, krippendorff_alpha
from .percent import percent_agreement
from .words import band, said

__all__ = [
    "FORMS",
    "Form",
    "MeanSquares",
    "Metric",
    "band",
    "cohen_kappa",
    "fleiss_kappa",
    "gwet_ac",
    "icc",
    "icc_all",
    "krippendorff_alpha",
    "mean_squares",
    "percent_agreement",
    "said",
]
