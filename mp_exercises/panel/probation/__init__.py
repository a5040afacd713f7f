"""What selection scores say of probation: correlations with intervals, and how many hires it would take."""

from .validity import Validity, corrected, correlation, hires_needed, power, validity

__all__ = ["Validity", "corrected", "correlation", "hires_needed", "power", "validity"]
