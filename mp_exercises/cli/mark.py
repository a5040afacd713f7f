"""``mp mark``: the marks of a whole cohort, in nbgrader's gradebook."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..course.cohort.run import Summary

SET_ASIDE = 1
STOPPED = 130
SHOWN = 20
MOST_WHY = 300


@click.command()
@click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("assessment")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes; by default one for each core.")
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Send the work to a Dask cluster, such as tcp://127.0.0.1:8786. It gets the keys: it must be yours, "
    "and closed to others.",
)
def mark(folder: Path, assessment: str, workers: int | None, scheduler: str | None) -> None:
    """Mark all that trainees handed in for ASSESSMENT in the folder COURSE.

    No trainee's code runs. What is marked already is passed over, so a run that was stopped goes on.
    The exit code is 1 if a submission was set aside.
    """
    from ..course.alone import alone
    from ..course.cohort.run import Summary, mark_cohort
    from ..course.folder import open_course
    from .progress import Bar

    course, summary = open_course(folder), Summary()
    with alone(course), Bar("Marking") as bar:
        try:
            mark_cohort(
                course,
                assessment,
                workers=workers,
                scheduler=scheduler,
                summary=summary,
                progress=bar.show,
            )
        except KeyboardInterrupt:
            bar.close()
            click.echo(
                f"stopped; {summary.done} of {summary.total} are done. Run it again to go on.", err=True
            )
            sys.exit(STOPPED)
    _tell(summary)
    if summary.aside:
        sys.exit(SET_ASIDE)


def _tell(summary: Summary) -> None:
    from ..plain import shown

    click.echo(
        f"{summary.total} submissions: {summary.marked} marked, {summary.unchanged} as before, "
        f"{len(summary.aside)} set aside"
    )
    for trainee, count in sorted(summary.damaged.items())[:SHOWN]:
        click.echo(f"  {trainee}: {count} damaged lines were passed over; the rest is marked")
    for trainee, why in sorted(summary.aside.items())[:SHOWN]:
        click.echo(f"  {shown(trainee)}: set aside; {shown(why, MOST_WHY)}", err=True)
    for found, what, aside in (
        (summary.damaged, "with damaged lines", False),
        (summary.aside, "set aside", True),
    ):
        if len(found) > SHOWN:
            click.echo(f"  and {len(found) - SHOWN} more {what}", err=aside)
