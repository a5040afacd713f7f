"""``mp measure``: a team's own tables, checked and measured."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

FILE = click.argument("file", metavar="FILE", type=click.Path(path_type=Path))


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


def tell(lines: Iterable[str]) -> None:
    """Print lines."""
    for text in lines:
        click.echo(text)
