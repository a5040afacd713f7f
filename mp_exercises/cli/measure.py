"""``mp measure``: a team's own tables, checked and measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from .day import Day

if TYPE_CHECKING:
    import pandas as pd

    from ..measures.rereferrals import Unit

FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
OUT = click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the figures as .csv files into this folder.",
)
DAY = Day()
PSEUDONYMISE = click.option(
    "--pseudonymise", is_flag=True, help="With --out: codes instead of ids, and no free text."
)


@click.group()
def measure() -> None:
    """Check a team's tables, and measure what they say with its uncertainty."""


@measure.command()
@FILE
@click.option("--kind", help="What kind of data it is; by default as its heads say.")
def check(file: Path, kind: str | None) -> None:
    """Say, cell by cell, what is wrong in FILE and what is expected, or how it was read."""
    from ..measures.reading import is_table_c1, read_file, read_grid, read_table_c1
    from ..measures.reading.report import published_lines, table_lines

    if kind is None and is_table_c1(read_grid(file)):
        tell(published_lines(read_table_c1(file), file))
    else:
        tell(table_lines(read_file(file, kind)))


@measure.command()
@click.argument("kind")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="A .xlsx or .csv file.")
def template(kind: str, out: Path | None) -> None:
    """Write the empty spreadsheet for data of KIND, with a guide."""
    from ..measures.wording import line
    from ..measures.writing import write_template

    tell([line("export.wrote", file=write_template(kind, out or Path(f"{kind}.xlsx")))])


@measure.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--seed", type=click.IntRange(0), help="Another seed gives another invented authority.")
def example(folder: Path, seed: int | None) -> None:
    """Write the tables of an invented authority over four years into FOLDER."""
    from ..measures.example import write_example
    from ..measures.wording import line

    tell(line("export.wrote", file=file) for file in write_example(folder, seed))


@measure.command()
@FILE
@click.option("--rho", type=click.FloatRange(0, 1, max_open=True), default=0.3, show_default=True)
@OUT
@PSEUDONYMISE
def goals(file: Path, rho: float, out: Path | None, pseudonymise: bool) -> None:
    """Say how far the goals in FILE were reached, how families see it, and whose they are.

    --rho is how far the goals of one family are taken to go together.
    """
    from ..measures.goals.report import goal_frames, goal_lines
    from ..measures.reading import read_file

    frame = read_file(file, "goals").frame
    tell(goal_lines(frame, rho=rho))
    keep(out, goal_frames(frame, rho=rho), pseudonymise)


@measure.command()
@FILE
@click.option("--pairs", is_flag=True, help="Also say how far each pair of raters agrees.")
@OUT
@PSEUDONYMISE
def agreement(file: Path, pairs: bool, out: Path | None, pseudonymise: bool) -> None:
    """Say how far those who rated the same observations in FILE agree, who is lenient and who drifts."""
    from ..measures.observing import double_coded
    from ..measures.observing.report import agreement_frames, agreement_lines
    from ..measures.reading import read_file

    double = double_coded(read_file(file, "observations").frame)
    tell(agreement_lines(double, pairs=pairs))
    keep(out, agreement_frames(double), pseudonymise)


@measure.command()
@FILE
@OUT
@PSEUDONYMISE
def supervision(file: Path, out: Path | None, pseudonymise: bool) -> None:
    """Say how good the sessions of supervision in FILE were, and what was heard in them."""
    from ..measures.reading import read_file
    from ..measures.supervising.report import supervision_frames, supervision_lines

    frame = read_file(file, "supervision").frame
    tell(supervision_lines(frame))
    keep(out, supervision_frames(frame), pseudonymise)


@measure.command()
@FILE
@OUT
@PSEUDONYMISE
def change(file: Path, out: Path | None, pseudonymise: bool) -> None:
    """Say how skill in FILE moved with training and coaching, and how it held over months."""
    from ..measures.change.report import change_frames, change_lines
    from ..measures.reading import read_file

    frame = read_file(file, "training").frame
    tell(change_lines(frame))
    keep(out, change_frames(frame), pseudonymise)


@measure.command()
@click.option("--workers", type=click.IntRange(2, 100_000), required=True, help="Seen before and after.")
@click.option("--spread", type=float, required=True, help="The standard deviation of changes, in points.")
@click.option("--effect", type=float, help="A true change to look for, in points.")
def power(workers: int, spread: float, effect: float | None) -> None:
    """Say what change a team of its size could see, before it starts."""
    from ..measures.change.report import power_lines

    tell(power_lines(workers, spread, effect))


@measure.command()
@FILE
@OUT
@PSEUDONYMISE
def experience(file: Path, out: Path | None, pseudonymise: bool) -> None:
    """Say who answered in FILE and whose voice may be missing, and then what they said."""
    from ..measures.experience.report import experience_frames, experience_lines
    from ..measures.reading import read_file

    table = read_file(file, "experience")
    tell(experience_lines(table))
    keep(out, experience_frames(table), pseudonymise)


@measure.command()
@FILE
@click.option("--area", help="Of the Department's table C1: which area.")
@click.option("--children", is_flag=True, help="Of table C1: count children, not referrals.")
@click.option("--baseline", type=click.IntRange(1), help="Reckon limits from so many first periods.")
@click.option("--rate", is_flag=True, help="Counts are events that may happen twice to one: u charts.")
@OUT
@PSEUDONYMISE
def time(
    file: Path,
    area: str | None,
    children: bool,
    baseline: int | None,
    rate: bool,
    out: Path | None,
    pseudonymise: bool,
) -> None:
    """Draw the figures of a series over time in FILE, and say what they allow.

    FILE is a series by period, or the Department's table C1 with --area.
    """
    from ..measures.charts import from_published, from_table, read_series
    from ..measures.charts.report import series_frames, series_lines
    from ..measures.reading import is_table_c1, read_file, read_grid, read_table_c1

    if area is not None or is_table_c1(read_grid(file)):
        if area is None:
            raise ValueError(f"{file} is table C1; say which area with --area, such as --area Islington")
        series, title = from_published(read_table_c1(file), area, children=children), area
    else:
        series, title = from_table(read_file(file, "series")), file.name
    reading = read_series(series, baseline=baseline, rate=rate)
    tell(series_lines(reading, title))
    keep(out, series_frames(reading), pseudonymise)


@measure.command()
@FILE
@click.option("--from", "start", required=True, type=DAY, help="The first day of the period.")
@click.option("--to", "end", required=True, type=DAY, help="The last day of the period.")
@click.option("--until", required=True, type=DAY, help="The last day that the list covers.")
@click.option("--unit", type=click.Choice(["child", "family"]), default="child", show_default=True)
@OUT
@PSEUDONYMISE
def rereferrals(
    file: Path,
    start: datetime,
    end: datetime,
    until: datetime,
    unit: Unit,
    out: Path | None,
    pseudonymise: bool,
) -> None:
    """Count re-referrals from the dates of referrals in FILE: twelve-month rates, and curves."""
    from ..measures.reading import read_file
    from ..measures.rereferrals import referred
    from ..measures.rereferrals.report import Asked, rereferral_frames, rereferral_lines
    from ..measures.rereferrals.report import rereferrals as count

    table = read_file(file, "referrals")
    found = count(referred(table.frame, unit), Asked(start.date(), end.date(), until.date()))
    tell(rereferral_lines(found, file))
    keep(out, rereferral_frames(found), pseudonymise)


@measure.command()
@FILE
@click.option("--area", required=True, help="Which authority, as the table names it.")
@click.option("--year", type=int, help="Which year; by default the latest.")
@click.option("--neighbour", "neighbours", multiple=True, help="A statistical neighbour; may be repeated.")
@click.option("--children", is_flag=True, help="Count children, not referrals.")
@OUT
@PSEUDONYMISE
def compare(
    file: Path,
    area: str,
    year: int | None,
    neighbours: tuple[str, ...],
    children: bool,
    out: Path | None,
    pseudonymise: bool,
) -> None:
    """Compare an authority with England and its neighbours, from the Department's table C1 in FILE."""
    from ..measures.reading import read_table_c1
    from ..measures.rereferrals import funnel_of_published
    from ..measures.rereferrals.report import funnel_lines

    table = read_table_c1(file)
    when = int(table.frame["year"].max()) if year is None else year
    name, *others = (str(table.area(one)["area"].iloc[0]) for one in (area, *neighbours))
    found = funnel_of_published(table, when, children=children)
    tell(funnel_lines(found, name, when, tuple(others)))
    keep(out, {"funnel": found.frame}, pseudonymise)


@measure.command()
@click.argument("folder", metavar="[FOLDER]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8868, show_default=True, help="0: any free one."
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open it in a browser when ready.")
@click.pass_context
def dashboard(context: click.Context, folder: Path | None, port: int, open_browser: bool) -> None:
    """Look at tables in a browser, on this machine alone: upload, look, filter, download.

    Tables in FOLDER are read at the start. Whatever is read stays in memory; nothing is written to disk, and
    nothing leaves this machine. It prints the address with its token.
    """
    from ..dashboard.web.run import Wish, serve

    named = context.get_parameter_source("port") is not ParameterSource.DEFAULT
    serve(Wish(port, named, folder, open_browser), click.echo)


@measure.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A .html file, or a .pdf that the Chromium, Chrome or Edge that is installed prints.",
)
@click.option("--title", default="", help="Whose page it is, such as 'Ashby, Birch and Cove'.")
def page(folder: Path, out: Path, title: str) -> None:
    """Write one page for the head of service, from whatever tables are in FOLDER.

    It holds shares, means and counts of many, and no id: there is nothing on it to pseudonymise.
    """
    from ..measures.showing.page import page_of, read_folder
    from ..measures.wording import line
    from ..measures.writing import write_page

    tables = read_folder(folder)
    for name, faults in tables.unread.items():
        click.echo(line("page.unread", file=folder / name, faults=faults), err=True)
    tell([line("export.wrote", file=write_page(out, page_of(tables, title), _printed))])


def keep(out: Path | None, tables: Mapping[str, pd.DataFrame], pseudonymise: bool) -> None:
    """Write tables into the folder that the user named, if one was."""
    if out is None:
        if pseudonymise:
            raise click.UsageError("--pseudonymise is for what is written; name a folder with --out")
        return
    from ..measures.wording import line
    from ..measures.writing import export_tables

    done = export_tables(out, tables, pseudonymise=pseudonymise)
    tell(line("export.wrote", file=file) for file in done.files)
    if done.left_out:
        tell([line("export.left_out", columns=", ".join(done.left_out))])
    tell([line("export.pseudonymous" if pseudonymise else "export.plain")] if done.personal else [])


def _printed(html: str) -> bytes:
    from ..paper import best_printer, find_chromium

    with best_printer()(find_chromium()) as printer:
        return printer.print(html)


def tell(lines: Iterable[str]) -> None:
    """Print lines."""
    for text in lines:
        click.echo(text)
