"""``mp moderate``: a blind second mark on a sample of what was written, and how differences are settled."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..course.moderating.draw import Made
    from ..course.moderating.pairs import Pair
    from ..course.moderating.rename import Renamed
    from ..course.moderating.status import Status

SHOWN = 60
COURSE = click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))
KEY = click.option(
    "--key/--no-key", default=True, help="Whether the second marker sees what a strong answer may notice."
)


@click.group()
def moderate() -> None:
    """Have a sample of written answers marked a second time, blind, and settle what differs.

    Results are held from the draw on, until every second mark is in and every difference over the set
    size is settled. Both original marks are kept for ever.
    """


@moderate.command()
@COURSE
@click.argument("assessment")
@click.option(
    "--share",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.2,
    show_default=True,
    help="The share of each question's answers to draw.",
)
@click.option(
    "--count", type=click.IntRange(1, 100_000), help="That many of each question's answers instead."
)
@click.option(
    "--least",
    type=click.IntRange(1, 100_000),
    default=10,
    show_default=True,
    help="At least so many, whatever the share: fewer say too little of agreement.",
)
@click.option("--seed", type=click.IntRange(0, 2**53), help="By default one by chance. It is recorded.")
@click.option(
    "--over",
    type=float,
    default=2.0,
    show_default=True,
    help="Differences over so many points are settled before results go out.",
)
@click.option(
    "--by", "who", metavar="NAME", help="Who draws; by default the name that you are logged in with."
)
@click.option(
    "--first",
    "first_by",
    metavar="NAME",
    multiple=True,
    help="Who gave the first marks, as nbgrader does not keep it; once for each of them.",
)
@click.option(
    "--first-unknown",
    is_flag=True,
    help="Nobody can say who gave the first marks. No first marker can then be refused, and reports say so.",
)
@KEY
@click.option("--again", is_flag=True, help="Draw anew, beside the draw that there is; needs --why.")
@click.option("--why", default="", help="The reason for drawing anew, which is kept.")
def draw(
    folder: Path,
    assessment: str,
    share: float,
    count: int | None,
    least: int,
    seed: int | None,
    over: float,
    who: str | None,
    first_by: tuple[str, ...],
    first_unknown: bool,
    key: bool,
    again: bool,
    why: str,
) -> None:
    """Draw answers to ASSESSMENT in the folder COURSE, and write a sheet for the second marker.

    Borderline trainees come first, and low, middling and high first marks all have places. The sheet
    and the page beside it have neither names nor first marks.
    """
    from ..course.folder import open_course
    from ..course.moderating.draw import Wish
    from ..course.moderating.run import run_draw
    from ..course.moderating.sample import Size

    wish = Wish(
        who=who or getpass.getuser(),
        size=Size(share, count, least),
        over=over,
        seed=seed,
        first_by=first_by,
        first_unknown=first_unknown,
        again=again,
        why=why,
    )
    issued = run_draw(open_course(folder), assessment, wish, key=key)
    _tell_draw(issued.made)
    _tell_files(issued.files, key=key)


@moderate.command()
@COURSE
@click.argument("assessment")
@KEY
def sheet(folder: Path, assessment: str, key: bool) -> None:
    """Write the sheet of the last draw again. It overwrites none."""
    from ..course.folder import open_course
    from ..course.moderating.run import run_sheet

    _tell_files(run_sheet(open_course(folder), assessment, key=key), key=key)


@moderate.command()
@COURSE
@click.argument("assessment")
@click.argument("file", metavar="SHEET", type=click.Path(path_type=Path))
@click.option("--by", "who", metavar="NAME", required=True, help="Who gave the marks in the sheet.")
@click.option("--partly", is_flag=True, help="Leave rows without a mark for later, or for somebody else.")
def read(folder: Path, assessment: str, file: Path, who: str, partly: bool) -> None:
    """Read the second marks in SHEET, all or none; every fault is named at its cell."""
    from ..course.folder import open_course
    from ..course.moderating.run import run_read

    found = run_read(open_course(folder), assessment, file, who, partly=partly)
    before = f", {found.before} read before" if found.before else ""
    click.echo(
        f"{found.fresh} second marks read{before}; {found.left} answers of the draw still wait for one"
    )
    if found.others:
        click.echo(f"  the marks read before stay on record under another name: {', '.join(found.others)}")
        click.echo(
            "  to correct a name that was mistyped: "
            f"mp moderate rename {folder} {assessment} --from NAME --to NAME --by NAME --why REASON"
        )
    click.echo(f"next: mp moderate status {folder} {assessment}")


@moderate.command(name="rename")
@COURSE
@click.argument("assessment")
@click.option("--from", "old", metavar="NAME", required=True, help="The name as it is on record.")
@click.option("--to", "new", metavar="NAME", required=True, help="The name as it should be.")
@click.option("--by", "who", metavar="NAME", required=True, help="Who corrects it.")
@click.option("--why", required=True, help="The reason, which is kept with it.")
@click.option(
    "--only",
    metavar="CODE",
    multiple=True,
    help="Only this second mark, by its code number; may be repeated.",
)
def rename_marker(
    folder: Path, assessment: str, old: str, new: str, who: str, why: str, only: tuple[str, ...]
) -> None:
    """Correct a marker's name that was mistyped. No mark changes, and the old name stays in the history."""
    from ..course.folder import open_course
    from ..course.moderating.rename import Renaming
    from ..course.moderating.run import run_rename

    done = run_rename(open_course(folder), assessment, Renaming(old, new, who, why, only))
    click.echo(f"{old} → {new}: {_renamed(done)}; kept in the history")


@moderate.command()
@COURSE
@click.argument("assessment")
def status(folder: Path, assessment: str) -> None:
    """Show how far the marks agree, what is still to be settled, and whether results are held."""
    from ..course.folder import open_course
    from ..course.moderating.status import run_status

    found = run_status(open_course(folder), assessment)
    if not found.found.draws:
        click.echo(f"nothing of {assessment} was drawn; to begin: mp moderate draw {folder} {assessment}")
    _tell_draws(found)
    _tell_agreement(found)
    _tell_pairs(found)
    click.echo(f"results are held: {found.held}" if found.held else "results are not held")


@moderate.command()
@COURSE
@click.argument("assessment")
@click.argument("which", metavar="CODE|TRAINEE")
@click.argument("item")
@click.option("--mark", type=float, required=True, help="The mark that stands from now on.")
@click.option("--by", "who", metavar="NAME", required=True, help="Who settles it.")
@click.option("--why", required=True, help="The reason, which is kept with it.")
def settle(folder: Path, assessment: str, which: str, item: str, mark: float, who: str, why: str) -> None:
    """Settle the mark of an answer that was marked twice. It goes into nbgrader's gradebook."""
    from ..course.folder import open_course
    from ..course.moderating.run import run_settle

    done = run_settle(open_course(folder), assessment, which, item, mark, who=who, why=why)
    old = "no mark" if done.pair.now is None else f"{done.pair.now:g}"
    click.echo(
        f"{done.pair.drawn.trainee}, {done.pair.drawn.item}: {old} → {done.mark:g}; kept in the history"
    )


def _tell_draw(made: Made) -> None:
    from ..course.moderating.sample import STRATA

    strata = [f"{sum(row.stratum == name for row in made.rows)} {name}" for name in STRATA]
    borderline = sum(row.borderline for row in made.rows)
    click.echo(
        f"draw {made.draw.number}: {len(made.rows)} of {made.there} written answers "
        f"({', '.join(strata)} by their first mark; {borderline} of borderline trainees), "
        f"seed {made.draw.seed}"
    )
    if not made.draw.first_by:
        click.echo("  who gave the first marks is unknown: one who reads in second marks is not refused")
    if made.left_out:
        click.echo(
            f"  {made.left_out} answers of borderline trainees found no place; a larger --count has them"
        )
    if made.blank:
        click.echo(f"  {made.blank} left blank or unreadable, and not drawn from")
    for code, name in made.named:
        click.echo(f"  {code}: the text has the word {name!r}, which is also its writer's name; look at it")


def _tell_files(files: list[Path], *, key: bool) -> None:
    for file in files:
        click.echo(f"wrote {file}")
    if key:
        click.echo("  both show what a strong answer may notice, for assessors only; --no-key leaves it out")
    click.echo("next: give both files to the second marker, and nothing else of the course")


def _tell_draws(found: Status) -> None:
    from ..course.moderating.rename import renamings

    for each in found.found.draws:
        again = f"; drawn anew because: {each.why}" if each.why else ""
        click.echo(
            f"draw {each.number}: {each.at} by {each.who}, seed {each.seed}, over {each.over:g} points{again}"
        )
        click.echo(f"  first marks by: {', '.join(each.first_by) or 'nobody said who'}")
    for one in renamings(found.found.corrections):
        click.echo(
            f"name corrected: {one.old} → {one.new}, {_renamed(one.done)}; {one.at} by {one.who}: {one.why}"
        )


def _renamed(done: Renamed) -> str:
    first = f"first marks of {done.draws} draws" if done.draws else ""
    second = f"{done.seconds} second marks" if done.seconds else ""
    return " and ".join(filter(None, (first, second)))


def _tell_agreement(found: Status) -> None:
    from ..course.moderating.status import figure_text

    for each in found.agreement:
        click.echo(f"{each.section}/{each.item}: {each.n} answers with both marks")
        click.echo(f"  {figure_text(each.reliability)}")
        click.echo(f"  {figure_text(each.within)}")
        for who, figure in each.harsher.items():
            click.echo(f"  {who}: {figure_text(figure)}")
        for criterion, figure in each.levels.items():
            click.echo(f"  {criterion}: {figure_text(figure)}")
    if found.agreement:
        click.echo(
            "  These figures are of the sample, in which borderline trainees count more than in the cohort."
        )


def _tell_pairs(found: Status) -> None:
    waiting = [pair.drawn.code for pair in found.found.in_state("waiting")]
    if waiting:
        click.echo(f"no second mark yet: {', '.join(waiting[:SHOWN])}{' …' if len(waiting) > SHOWN else ''}")
    for pair in found.to_settle:
        click.echo(f"to settle: {_line(pair)}")


def _line(pair: Pair) -> str:
    row, now = pair.drawn, "none" if pair.now is None else f"{pair.now:g}"
    where = f"{row.code} {row.trainee} {row.section}/{row.item}"
    second = "" if pair.second is None else f", second {pair.second.mark:g} by {pair.second.who}"
    why = {
        "apart": "",
        "changed": f"; the mark in the gradebook is {now}, which is neither the one drawn nor one settled",
        "anew": "; handed in again after the draw",
    }[pair.state]
    return f"{where}: first {row.first:g}{second} of {row.points:g}{why}"
