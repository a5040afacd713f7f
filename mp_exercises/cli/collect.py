"""``mp collect``: what trainees sent, each record to its trainee, the last in time put to be marked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .progress import Bar

if TYPE_CHECKING:
    from ..course.collecting.summary import Summary

SET_ASIDE = 1
STOPPED = 130
ORDER = ("placed", "same as before", "kept", "late", "set aside")


class _Bars:
    """A bar for each part of the work."""

    def __init__(self) -> None:
        self._bars: dict[str, Bar] = {}

    def __enter__(self) -> _Bars:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def show(self, what: str, done: int, total: int) -> None:
        if what not in self._bars:
            self.close()
            self._bars[what] = Bar(what)
        self._bars[what].show(done, total)

    def close(self) -> None:
        for bar in self._bars.values():
            bar.close()


@click.command()
@click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))
@click.argument("assessment", required=False)
@click.argument("sources", metavar="SOURCE...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--template", is_flag=True, help="Only write an empty list of trainees, COURSE/trainees.csv.")
@click.option("--deadline", metavar="TIME", help="Such as 2026-12-01T17:00; kept for the next time.")
@click.option("--no-deadline", is_flag=True, help="Forget the deadline that was given before.")
@click.option("--zone", help="The time zone of times that name none, such as Europe/London.")
@click.option("--received", metavar="TIME", help="When all of this was received, if you know better.")
@click.option("--ignore-folders", is_flag=True, help="Folders are not named by trainee.")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Also write a table, as CSV.")
def collect(
    folder: Path,
    assessment: str | None,
    sources: tuple[Path, ...],
    template: bool,
    deadline: str | None,
    no_deadline: bool,
    zone: str | None,
    received: str | None,
    ignore_folders: bool,
    report: Path | None,
) -> None:
    """Collect what trainees sent for ASSESSMENT from each SOURCE: a file, a folder or a zip.

    Whose a record is follows, first, from what the learning platform wrote into its name or folder
    (Moodle, Canvas, Blackboard, nbgrader); then from a folder named by trainee; then from what the
    record says of its sitter, and the file's name. Two of them that contradict each other set the file
    aside. Names and ids are those of COURSE/trainees.csv (id, name, email, other names, extension).
    Without it, folders named by id are taken as they are.

    Every attempt is kept in COURSE/attempts/. The last in time goes to COURSE/submitted/, with the
    released notebook: nothing but the record comes from trainees. Each attempt gets a receipt in
    COURSE/receipts/. What is set aside stays where it is.

    A time comes from --received, the platform's file name, the zip, or the file, in this order; some
    platforms date a zip's files by the download. The exit code is 1 if something was set aside.
    """
    from ..course.folder import open_course

    course = open_course(folder)
    if template:
        from ..course.collecting.roster import write_template

        click.echo(f"wrote {write_template(course)}; add a line for each trainee")
        return
    if not assessment or not sources:
        raise click.UsageError("give COURSE, ASSESSMENT and at least one SOURCE; or COURSE --template")
    if deadline and no_deadline:
        raise click.UsageError("give --deadline or --no-deadline, not both")
    from ..course.collecting.choosing import Deadline
    from ..course.collecting.clock import Clock
    from ..course.collecting.run import Wish
    from ..course.collecting.run import collect as collect_all

    clock = Clock(zone)
    wish = Wish(
        clock=clock,
        deadline=Deadline(clock.read(deadline) if deadline else None) if deadline or no_deadline else None,
        received=clock.read(received) if received else None,
        ignore_folders=ignore_folders,
    )
    with _Bars() as bars:
        try:
            summary, held = collect_all(course, assessment, sources, wish, bars.show)
        except KeyboardInterrupt:
            bars.close()
            click.echo("stopped; what is kept is whole. Run it again to go on.", err=True)
            sys.exit(STOPPED)
    if report:
        summary.write(report)
    _tell(summary, clock.shown(held.moment) if held.moment else "none", clock.name)
    if summary.aside:
        sys.exit(SET_ASIDE)


def _tell(summary: Summary, deadline: str, zone: str) -> None:
    counts = summary.counts()
    click.echo(", ".join(f"{counts[outcome]} {outcome}" for outcome in ORDER))
    click.echo(f"deadline: {deadline}; times that name no zone are of {zone}")
    taken = [row.attempt for row in summary.rows if row.attempt is not None]
    for heading, words in (
        ("time from", [attempt.basis for attempt in taken]),
        ("matched by", [attempt.matched for attempt in taken]),
    ):
        if words:
            counted = (f"{word} {words.count(word)}" for word in sorted(set(words)))
            click.echo(f"{heading}: {', '.join(counted)}")
    for note in summary.notes:
        click.echo(f"  note: {note}")
    for row in summary.aside:
        click.echo(f"  set aside: {row.where}: {row.says}", err=True)
