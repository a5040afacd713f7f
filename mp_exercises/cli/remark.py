"""``mp remark``: mark again by corrected keys, after a look at who would change."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..course.regrading.compare import Change
    from ..course.regrading.run import Regrade

SHOWN = 40
SET_ASIDE = 1


@click.command()
@click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("assessment")
@click.option("--keys", type=click.Path(path_type=Path, dir_okay=False), help="The corrected keys.")
@click.option("--write", is_flag=True, help="Write the new marks; without it, nothing changes.")
@click.option("--why", help="The reason, kept with every mark that changes. --write needs it.")
@click.option("--who", help="Who decides; by default the name that you are logged in with.")
def remark(
    folder: Path, assessment: str, keys: Path | None, write: bool, why: str | None, who: str | None
) -> None:
    """Show who would change mark or decision in ASSESSMENT under corrected keys, and then write it.

    Without --keys, the keys of the course are taken as they stand now. The history keeps who, when,
    why, old and new. The exit code is 1 if a record could not be marked again.
    """
    from ..course.folder import CourseError, open_course
    from ..course.regrading.run import Reason
    from ..course.regrading.run import remark as run
    from .progress import Bar

    course = open_course(folder)
    if write and not (why or "").strip():
        raise CourseError('--write needs a reason that will be read later, such as --why "line 7 is advice"')
    reason = Reason((who or getpass.getuser()).strip(), (why or "").strip()) if write else None
    with Bar("Comparing" if reason is None else "Marking again") as bar:
        found = run(
            course, assessment, keys or course.keys / f"{assessment}.yaml", write=reason, progress=bar.show
        )
    _tell(found, folder, assessment)
    if found.aside:
        sys.exit(SET_ASIDE)


def _tell(found: Regrade, folder: Path, assessment: str) -> None:
    click.echo(
        f"{found.total} marked: {len(found.changed)} change mark, {len(found.decisions)} change decision, "
        f"{found.same} stay as they are"
    )
    decided = found.decisions
    others = [change for change in found.changed if not change.changes_decision]
    for change in (decided + others)[:SHOWN]:
        click.echo(f"  {_line(change)}")
    if len(found.changed) > SHOWN:
        click.echo(f"  and {len(found.changed) - SHOWN} more")
    for trainee, why in sorted(found.aside.items()):
        click.echo(f"  {trainee}: set aside; {why}", err=True)
    if found.written:
        click.echo(
            f"written, with its history; the pages are made again by: mp feedback {folder} {assessment}"
        )
    else:
        click.echo("nothing was written; to do it, add --write and --why")


def _line(change: Change) -> str:
    decision = f"; {change.old_band} → {change.new_band}" if change.changes_decision else ""
    sections = ", ".join(f"{slug} {old:g} → {new:g}" for slug, (old, new) in change.sections.items())
    return f"{change.trainee}: {change.old:.2f} → {change.new:.2f}{decision} ({sections})"
