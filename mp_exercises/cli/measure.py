"""``mp measure``: a team's own tables, checked and measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pandas as pd

FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
OUT = click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the figures as .csv files into this folder.",
)
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
@FILE
@click.option("--area", help="Of the Department's table C1: which area.")
@click.option("--children", is_flag=True, help="Of table C1: count children, not referrals.")
@click.option("--baseline", type=click.IntRange(1), help="Reckon limits from so many first periods.")
@OUT
@PSEUDONYMISE
def time(
    file: Path, area: str | None, children: bool, baseline: int | None, out: Path | None, pseudonymise: bool
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
    reading = read_series(series, baseline=baseline)
    tell(series_lines(reading, title))
    keep(out, series_frames(reading), pseudonymise)


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


def tell(lines: Iterable[str]) -> None:
    """Print lines."""
    for text in lines:
        click.echo(text)
