"""``mp check``: every fault of the content, at its line."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from ..checking import Shown, check_all
from ..place import source_root
from .day import Day


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--baselines", is_flag=True, help="Print what guessing earns on each exercise.")
@click.option("--reading", is_flag=True, help="Print how easy each page is to read, the hardest first.")
@click.option("--count", is_flag=True, help="Print how many exercises of each kind there are, and how long.")
@click.option("--today", type=Day(), help="Check review dates as of this day.")
def check(
    files: tuple[Path, ...], baselines: bool, reading: bool, count: bool, today: datetime | None
) -> None:
    """Check every exercise, page and cross reference, or just FILES of exercises and assessments.

    Each fault is one line, FILE:LINE: what is wrong; right would be. Exits with 2 if there is one.
    """
    day = date.today() if today is None else today.date()
    shown = Shown(baselines, reading, count)
    report = check_all(None if files else source_root(), day, files, shown)
    for line in report.lines:
        click.echo(line)
    for fault in sorted(set(report.faults)):
        click.echo(str(fault), err=True)
    click.echo(report.summary)
    sys.exit(2 if report.faults else 0)
