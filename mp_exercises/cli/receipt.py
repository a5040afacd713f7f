"""``mp receipt``: give receipts for what came in, check them, and list them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

NOT_AS_RECEIVED = 1
COURSE = click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))


@click.group()
def receipt() -> None:
    """Give, check and list receipts for what trainees handed in.

    A receipt is a code over the course, the assessment, the trainee, the record's SHA-256 and the time,
    made with the secret in keys/receipt.key. That secret is never sealed and never for git: back it up
    with the gradebook, since without it no receipt can be checked.
    """


@receipt.command()
@COURSE
@click.argument("assessment")
@click.option(
    "--trainee", "trainees", metavar="ID", multiple=True, help="Only for this trainee; may be repeated."
)
def issue(folder: Path, assessment: str, trainees: tuple[str, ...]) -> None:
    """Give a receipt for each record in submitted/ that has none.

    `mp collect` gives receipts itself; this is for what came another way. The time is nbgrader's
    timestamp, or now where there is none. Each trainee's text is in COURSE/receipts/ASSESSMENT/.
    The exit code is 1 if a record could not be taken.
    """
    from ..course.alone import alone
    from ..course.folder import open_course
    from ..course.receipts.issue import issue as give
    from ..course.receipts.issue import submitted_records
    from ..plain import shown

    course, aside = open_course(folder), dict[str, str]()
    course.require(assessment)
    with alone(course):
        given = give(course, assessment, submitted_records(course, assessment, trainees, aside))
    for one in given:
        click.echo(f"{one.trainee}: {one.fingerprint}, received {one.time}")
    click.echo(f"receipts given: {len(given)}; the texts are in {course.receipts / assessment}")
    for trainee, why in aside.items():
        click.echo(f"{shown(trainee)}: no receipt; {why}", err=True)
    if aside:
        sys.exit(NOT_AS_RECEIVED)


@receipt.command()
@COURSE
@click.argument(
    "files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path, dir_okay=False, exists=True)
)
def check(folder: Path, files: tuple[Path, ...]) -> None:
    """Say of each FILE, a record or a trainee's receipt, whether it is what the course received or gave.

    Without a FILE, every record that the course keeps is checked. The exit code is 1 if one is altered,
    forged or unknown.
    """
    from ..course.folder import open_course
    from ..course.receipts.verdict import Checker

    checker = Checker(open_course(folder))
    total = wrong = 0
    for verdict in map(checker.judge, files) if files else checker.kept():
        total += 1
        wrong += not verdict.holds
        if files or not verdict.holds:
            click.echo(str(verdict))
    if not files:
        click.echo(f"{total - wrong} of {total} are as received")
    if wrong:
        sys.exit(NOT_AS_RECEIVED)


@receipt.command("list")
@COURSE
@click.argument("assessment", required=False)
def list_(folder: Path, assessment: str | None) -> None:
    """List the receipts that were given: time, assessment, trainee, fingerprint."""
    from ..course.folder import open_course
    from ..course.receipts.ledger import ledger, ledgers

    course = open_course(folder)
    if assessment:
        course.require(assessment)
    found = [ledger(course, assessment)] if assessment else ledgers(course)
    for one in sorted(receipt for each in found for receipt in each.receipts):
        click.echo(f"{one.time}  {one.assessment}  {one.trainee}  {one.fingerprint}")
    damaged = sum(each.damaged for each in found)
    if damaged:
        click.echo(f"{damaged} damaged lines were passed over", err=True)
