"""``mp report``: a page for each trainee, and the cohort's technical report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..course.reporting.asked import Done

INCOMPLETE = 1
STOPPED = 130
SHOWN = 20


@click.command()
@click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("assessment")
@click.option(
    "--trainee", "trainees", metavar="ID", multiple=True, help="Only this trainee's page; may be repeated."
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write; by default reports/ASSESSMENT in the course.",
)
@click.option(
    "--pdf/--no-pdf", default=True, help="Print a PDF of each page too, with Chromium, Chrome or Edge."
)
@click.option("--provisional", is_flag=True, help="Write them though results are held; the pages say so.")
@click.option(
    "--handbook",
    metavar="URL",
    default="handbook/",
    show_default=True,
    help="Where trainees read the handbook, for the links of what to practise.",
)
@click.option(
    "--groups",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A CSV file with the heads trainee and one or more groups, to compare questions between groups.",
)
def report(
    folder: Path,
    assessment: str,
    trainees: tuple[str, ...],
    out: Path | None,
    pdf: bool,
    provisional: bool,
    handbook: str,
    groups: Path | None,
) -> None:
    """Write the reports of ASSESSMENT in the folder COURSE.

    Each trainee gets a page, as HTML and as PDF: what is secure, borderline or not yet, on what evidence,
    what to practise next, and an entry for their CPD. The cohort gets a technical report with tables.
    Results that are held, since somebody still has to mark, are not written without --provisional.
    What has not changed is neither written nor printed again, so a run that was stopped goes on.
    The exit code is 1 if a PDF could not be made.
    """
    from ..course.folder import open_course
    from ..course.reporting.asked import Asked
    from ..course.reporting.run import write_reports
    from .progress import Bar

    asked = Asked(trainees, out, pdf, provisional, handbook, groups)
    with Bar("Pages") as pages, Bar("PDFs") as pdfs:
        try:
            done = write_reports(open_course(folder), assessment, asked, pages=pages.show, pdfs=pdfs.show)
        except KeyboardInterrupt:
            pages.close()
            pdfs.close()
            click.echo("stopped; what was written stands. Run it again to go on.", err=True)
            sys.exit(STOPPED)
    _tell(done)
    if done.printed is not None and done.printed.failed:
        sys.exit(INCOMPLETE)


def _tell(done: Done) -> None:
    total, written = len(done.wanted), done.written
    click.echo(f"{total} pages in {done.places.trainees}: {written} written, {done.unchanged} as before")
    if done.printed is not None:
        printed = done.printed
        click.echo(f"PDFs: {printed.made} made, {printed.unchanged} as before, {len(printed.failed)} failed")
        for name, why in sorted(printed.failed.items())[:SHOWN]:
            click.echo(f"  {name}: {why}", err=True)
        if len(printed.failed) > SHOWN:
            click.echo(f"  and {len(printed.failed) - SHOWN} more", err=True)
    for file in done.others:
        click.echo(f"wrote {file}")
    if done.held:
        click.echo(f"not final: {done.held}", err=True)
    if not done.portable:
        click.echo("links lead to a folder beside the pages; for pages that are sent, give --handbook URL")
    if done.basis.practice:
        click.echo("an author's key or cut stands behind these, so they are headed practice results")
