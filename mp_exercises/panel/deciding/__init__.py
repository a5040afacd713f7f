"""The decision: means with their standard errors, floors, and groups that cannot be told apart."""

from .errors import AssessorError, StationError, assessor_error, composite_error, station_error
from .groups import Groups, apart_by, groups
from .table import Decision, Mean, Standing, decide

__all__ = [
    "AssessorError",
    "Decision",
    "Groups",
    "Mean",
    "Standing",
    "StationError",
    "apart_by",
    "assessor_error",
    "composite_error",
    "decide",
    "groups",
    "station_error",
]
