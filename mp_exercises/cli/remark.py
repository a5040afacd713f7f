"""``mp remark``: mark again by corrected keys, after a look at who would change."""

from __future__ import annotations

import contextlib
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..course.regrading.bench import Regrade
    from ..course.regrading.compare import Change

SHOWN = 40
SET_ASIDE = 1
STOPPED = 130
MOST_WHY = 300


@click.command()
@click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("assessment")
@click.option("--keys", type=click.Path(path_type=Path, dir_okay=False), help="The corrected keys.")
@click.option("--write", is_flag=True, help="Write the new marks; without it, nothing changes.")
@click.option("--why", default="", help="The reason, kept with every mark that changes. --write needs it.")
@click.option("--who", help="Who decides; by default the name that you are logged in with.")
def remark(folder: Path, assessment: str, keys: Path | None, write: bool, why: str, who: str | None) -> None:
    """Show who would change mark or decision in ASSESSMENT under corrected keys, and then write it.

    Without --keys, the keys of the course are taken as they stand now. The history keeps who, when,
    why, old and new. The exit code is 1 if a record could not be marked again.
    """
    from ..course.alone import alone
    from ..course.folder import open_course
    from ..course.regrading.bench import Regrade
    from ..course.regrading.history import Reason
    from ..course.regrading.run import remark as run
    from .progress import Bar

    course, regrade = open_course(folder), Regrade()
    reason = Reason(_user() if who is None else who, why) if write else None
    with alone(course) if write else contextlib.nullcontext(), Bar("Marking again") as bar:
        try:
            run(
                course,
                assessment,
                keys or course.keys / f"{assessment}.yaml",
                write=reason,
                regrade=regrade,
                progress=bar.show,
            )
        except KeyboardInterrupt:
            bar.close()
            click.echo("stopped; run it again to go on, and nothing is changed twice", err=True)
            sys.exit(STOPPED)
    _tell(regrade, folder, assessment)
    if regrade.aside:
        sys.exit(SET_ASIDE)


def _user() -> str:
    """Return the name that the user is logged in with; nothing where there is none."""
    try:
        return getpass.getuser()
    except (OSError, LookupError, ImportError):
        return ""


def _tell(found: Regrade, folder: Path, assessment: str) -> None:
    from ..plain import shown

    click.echo(
        f"{found.total} marked: {len(found.marks)} change mark, {len(found.decisions)} change decision, "
        f"{found.same + found.before} stay as they are"
    )
    if 0 < found.before < found.total:
        click.echo(f"  {found.before} had the marks of these keys before, as after a run that was stopped")
    decided = found.decisions
    others = [change for change in found.changed if not change.changes_decision]
    for change in (decided + others)[:SHOWN]:
        click.echo(f"  {_line(change)}")
    if len(found.changed) > SHOWN:
        click.echo(f"  and {len(found.changed) - SHOWN} more")
    for trainee, why in sorted(found.aside.items()):
        click.echo(f"  {shown(trainee)}: set aside; {shown(why, MOST_WHY)}", err=True)
    if found.written:
        click.echo(
            f"written, with its history; the pages are made again by: mp feedback {folder} {assessment}"
        )
    else:
        click.echo("nothing was written; to do it, add --write and --why")


def _line(change: Change) -> str:
    decision = f"; {change.old_band} → {change.new_band}" if change.changes_decision else ""
    sections = ", ".join(
        f"{slug} {old:.2f} → {new:.2f}{' (overruled by a marker)' if slug in change.overruled else ''}"
        for slug, (old, new) in change.sections.items()
    )
    cause = sections or "no mark changes, but how far the cohort's marks scatter"
    return f"{change.trainee}: {change.old:.2f} → {change.new:.2f}{decision} ({cause})"
