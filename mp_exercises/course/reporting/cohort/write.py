"""Writing what a report says of the cohort: its page, its spreadsheet and its CSV files."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from ....marking.decision import Decision
from ...results import Result
from ..basis import Basis
from ..files import Places, write_text
from ..rendering import technical_html
from ..standing import Standing
from ..wording import Wording
from . import rows
from .history import changes
from .page import technical_page
from .statistics import statistic_rows
from .tables import Tables
from .tally import Tally
from .told import Told


class Cohorts:
    """Takes results as they go by, and writes the cohort's report in the end; use it as a context."""

    def __init__(self, basis: Basis, places: Places, say: Wording) -> None:
        self._basis, self._places, self._say = basis, places, say
        self.tally = Tally()
        self._tables = Tables(
            places.workbook,
            places.tables,
            rows.layout(basis, say),
            title=say("title", assessment=basis.loaded.assessment.title),
            truth=tuple(say.get("tables.truth")),
        )

    def __enter__(self) -> Cohorts:
        self._tables.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._tables.__exit__(*error)  # type: ignore[arg-type]

    def add(self, result: Result, whole: Decision, found: Sequence[Standing], page: str) -> None:
        """Take one result, judged, with the name of its page."""
        self.tally.add(result, whole, found)
        self._tables.add("results", rows.result_row(result, whole, found, page, self._basis, self._say))

    def finish(self, told: Told, engine: Engine, assessment: str) -> None:
        """Write the rest of the tables, and the page."""
        tables = self._tables
        for name, found in (
            ("readme", rows.readme_rows(self._basis, self._say)),
            ("items", rows.item_rows(told)),
            ("options", rows.option_rows(told)),
            ("competencies", rows.competency_rows(told)),
            ("statistics", statistic_rows(told)),
            ("history", rows.history_rows(changes(engine, assessment))),
        ):
            for row in found:
                tables.add(name, row)
        write_text(self._places.technical, technical_html(technical_page(told, self._places), self._say))
