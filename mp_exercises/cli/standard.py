"""``mp standard``: a cut score from a panel's or an examiner's spreadsheet."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .day import Day

if TYPE_CHECKING:
    from ..course.assessment import Assessment
    from ..marking.standard import Standard
    from ..marking.standard.panel_sheet import KnownItem

COURSE = click.option(
    "--course",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The course's folder; by default the current one.",
)
ASSESSMENT = click.option("--assessment", required=True, metavar="SLUG", help="Which assessment it is of.")
WRITE = click.option("--write", is_flag=True, help="Make it the course's standard.")
REPLACE = click.option("--replace", is_flag=True, help="With --write, replace another standard.")
DAY = click.option("--date", "day", type=Day(), help="Its date; by default today.")


@click.group()
def standard() -> None:
    """Set an assessment's cut score with a panel, and see the one it has."""


@standard.command()
@click.argument("assessment")
@click.option(
    "--form", type=click.Choice(["yes-no", "percent", "grades"]), default="percent", show_default=True
)
@click.option("--round", "number", type=click.IntRange(1, 9), default=1, show_default=True)
@click.option("--judges", type=click.IntRange(1, 50), default=12, show_default=True, help="How many columns.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A .xlsx or .csv file.")
@COURSE
def template(assessment: str, form: str, number: int, judges: int, out: Path | None, folder: Path) -> None:
    """Write the empty spreadsheet for judges of ASSESSMENT, or with --form grades for examiners."""
    from ..marking.standard.template import grade_rows, panel_rows, write_template

    found = _assessment(folder, assessment)
    if form == "grades":
        rows, name = grade_rows(assessment), f"{assessment}-grades.xlsx"
    else:
        prompts = [item.prompt for section in found.sections for item in section.items]
        items = list(zip(_items(found), prompts, strict=True))
        rows = panel_rows(assessment, form, number, items, judges)
        name = f"{assessment}-{form}-round-{number}.xlsx"
    file = out or Path(name)
    write_template(file, form, rows)
    click.echo(f"wrote {file}")


@standard.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@ASSESSMENT
@COURSE
@WRITE
@REPLACE
@DAY
def angoff(
    files: tuple[Path, ...], assessment: str, folder: Path, write: bool, replace: bool, day: datetime | None
) -> None:
    """Reckon the cut score from the judges' spreadsheets, one or more for each round."""
    from ..marking.standard.angoff import angoff as reckon
    from ..marking.standard.made import standard_by_angoff
    from ..marking.standard.panel_sheet import read_panel
    from ..marking.standard.words import angoff_text

    found = _assessment(folder, assessment)
    result = reckon(read_panel(files, assessment, _items(found)))
    _print(angoff_text(assessment, result))
    _keep(standard_by_angoff(result, assessment, _revisions(found), _day(day)), folder, write, replace)


@standard.command()
@click.argument("file", type=click.Path(path_type=Path))
@ASSESSMENT
@COURSE
@WRITE
@REPLACE
@DAY
def borderline(
    file: Path, assessment: str, folder: Path, write: bool, replace: bool, day: datetime | None
) -> None:
    """Reckon the cut score by borderline regression from examiners' grades and scores in FILE."""
    from ..marking.standard.borderline import borderline_regression
    from ..marking.standard.forms import forms
    from ..marking.standard.grades_sheet import read_grades
    from ..marking.standard.made import standard_by_borderline
    from ..marking.standard.words import borderline_text

    found = _assessment(folder, assessment)
    graded = read_grades(file, assessment)
    result = borderline_regression(graded.grades, graded.shares, borderline=forms().borderline)
    _print(borderline_text(assessment, result))
    _keep(standard_by_borderline(result, assessment, _revisions(found), _day(day)), folder, write, replace)


@standard.command()
@click.argument("assessment")
@COURSE
def show(assessment: str, folder: Path) -> None:
    """Print the standard that ASSESSMENT has."""
    from ..marking.standard import load_standard
    from ..marking.standard.words import line, standard_text

    found = _assessment(folder, assessment)
    kept = load_standard(folder, assessment)
    if kept is None:
        click.echo(line("none", assessment=assessment))
        return
    _print(standard_text(kept, kept.stale(_revisions(found))))


def _assessment(folder: Path, slug: str) -> Assessment:
    from ..course.folder import open_course

    return open_course(folder).load(slug).assessment


def _items(assessment: Assessment) -> list[KnownItem]:
    from ..marking.standard.panel_sheet import KnownItem

    return [
        KnownItem(section.slug, item.id, item.points)
        for section in assessment.sections
        for item in section.items
    ]


def _revisions(assessment: Assessment) -> dict[str, str]:
    return {section.slug: section.revision for section in assessment.sections}


def _day(given: datetime | None) -> date:
    return date.today() if given is None else given.date()


def _print(lines: list[str]) -> None:
    for text in lines:
        click.echo(text)


def _keep(made: Standard, folder: Path, write: bool, replace: bool) -> None:
    from ..marking.standard import write_standard
    from ..marking.standard.words import line

    said: dict[str, Any] = {"file": write_standard(folder, made, replace=replace)} if write else {}
    click.echo(line("written" if write else "provisional", **said))
