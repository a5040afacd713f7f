"""``mp panel``: calibration, the day, the decision, fairness, feedback, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import pandas as pd

    from ..panel.folder import Folder

DIR = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
DIRS = click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path, file_okay=False)
)
OUT = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Write tables into this folder."
)
PSEUDONYMISE = click.option(
    "--pseudonymise", is_flag=True, help="Write codes in place of numbers, and leave free text out."
)
PDF = click.option("--pdf", is_flag=True, help="Also as PDF, where this machine has a Chromium.")


@click.group()
def panel() -> None:
    """Choose people with a panel: a campaign's folder, from calibration to probation."""


@panel.command()
@DIR
def new(folder: Path) -> None:
    """Write a new campaign into DIR, from the template."""
    from ..panel.new import new_campaign
    from ..panel.wording import say

    files = new_campaign(folder)
    tell(say("new.wrote", file=file) for file in files)
    tell([say("new.next", file=files[0], folder=folder)])


@panel.command()
@DIR
@click.option("--seed", type=click.IntRange(0, 2**31), help="Another invented panel.")
@click.option(
    "--followed", is_flag=True, help="A campaign that is over, of many people, scored on probation too."
)
def example(folder: Path, seed: int | None, followed: bool) -> None:
    """Write an invented campaign into DIR, to try everything on."""
    from ..panel.example import write_example
    from ..panel.wording import say

    write_example(folder, seed, followed=followed)
    after = say("example.followed" if followed else "example.try", folder=folder)
    tell([say("example.wrote", folder=folder), after])


@panel.command()
@DIR
def check(folder: Path) -> None:
    """Say what is wrong in the campaign in DIR, file by file and line by line."""
    from ..panel.folder import RECORDS, strays
    from ..panel.folder import check as look
    from ..panel.records import read_book
    from ..panel.wording import joined, say

    found, read = look(folder)
    campaign = found.campaign
    damaged = {f"{RECORDS}/{who}.jsonl": count for who, count in read_book(found).damaged.items() if count}
    tell(
        [
            say(
                "check.ok",
                folder=folder,
                title=campaign.title,
                candidates=len(found.candidates),
                stations=len(campaign.stations),
                members=len(campaign.members),
                files=joined([file for file in read if file not in damaged]),
            ),
            say("check.apart"),
        ]
    )
    tell(say("check.damaged", file=file, count=count) for file, count in damaged.items())
    if others := strays(found):
        tell([say("check.strays", files=joined(others))])


@panel.command()
@DIR
@OUT
@PSEUDONYMISE
@PDF
def calibrate(folder: Path, out: Path | None, pseudonymise: bool, pdf: bool) -> None:
    """Say how far the panel in DIR agrees on the same recordings, and certify it only over the stated bar."""
    from ..marking.refusal import Refused
    from ..panel.calibrating.report import calibrate as reckon
    from ..panel.calibrating.report import calibration_frames, calibration_lines
    from ..panel.calibrating.writing import write_certificate
    from ..panel.records import read_book
    from ..panel.wording import say

    found = opened(folder)
    book = read_book(found)
    made = reckon(found, book)
    tell(calibration_lines(found, book, made))
    if made is None:
        return
    if not isinstance(made.certificate, Refused):
        file = write_certificate(found, made.certificate)
        tell([say("calibrate.certificate", file=file)])
        if pdf:
            file.with_suffix(".pdf").write_bytes(printed(file.read_text(encoding="utf-8")))
            tell([say("calibrate.certificate", file=file.with_suffix(".pdf"))])
    keep(out, calibration_frames(made), pseudonymise)


@panel.command()
@DIRS
@OUT
@PSEUDONYMISE
def agreement(folders: tuple[Path, ...], out: Path | None, pseudonymise: bool) -> None:
    """Say how far members agreed on real days, over one campaign or several."""
    from ..panel.calibrating.days import day_frames, day_lines, on_days

    found = [opened(folder) for folder in folders]
    double = on_days(found)
    tell(day_lines(found, double))
    keep(out, day_frames(double), pseudonymise)


@panel.command()
@DIR
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def enter(folder: Path, file: Path) -> None:
    """Enter sheets from a spreadsheet FILE into the records of DIR, and lock them."""
    from ..panel.entering import enter as put
    from ..panel.wording import say

    done = put(opened(folder), file)
    if not done.sheets:
        tell([say("enter.same", file=file)])
    tell(say("enter.done", member=member, sheets=count) for member, count in done.sheets.items())


@panel.command()
@DIR
@click.option("--ip", default="127.0.0.1", show_default=True, help="0.0.0.0 for tablets on this network.")
@click.option("--port", type=click.IntRange(0, 65_535), help="By default 8870, or the next free one.")
@click.option("--certfile", type=click.Path(path_type=Path, dir_okay=False), help="For https.")
@click.option("--keyfile", type=click.Path(path_type=Path, dir_okay=False), help="Its key, if apart.")
@click.option("--new-links", is_flag=True, help="Make all links anew, so that no old one opens anything.")
@click.option("--room/--no-room", default=True, help="With the chair's room, or the members' pages alone.")
def day(
    folder: Path,
    ip: str,
    port: int | None,
    certfile: Path | None,
    keyfile: Path | None,
    new_links: bool,
    room: bool,
) -> None:
    """Serve the day of DIR: a link for each member, scores apart until all have locked, and the chair's room.

    The room is a page for the chair's own laptop; without it, their link shows how far everybody is.
    """
    from ..panel.day.run import Wish, serve

    found = opened(folder)
    _ = found.candidates
    wish = Wish(
        ip, 8870 if port is None else port, port is not None, certfile, keyfile, fresh=new_links, room=room
    )
    serve(found, wish, click.echo)


@panel.command()
@DIR
@OUT
@PSEUDONYMISE
def decide(folder: Path, out: Path | None, pseudonymise: bool) -> None:
    """Show the decision table of DIR, once every sheet is locked and every difference has its reason."""
    from ..panel.deciding.report import decision_frames, decision_lines
    from ..panel.deciding.table import decide as reckon
    from ..panel.records import read_book
    from ..panel.wording import say

    found = opened(folder)
    book = read_book(found)
    made = reckon(found, book)
    tell(decision_lines(found, made))
    tell([say("decide.other", count=book.reworded)] if book.reworded else [])
    keep(out, decision_frames(found, made), pseudonymise)


@panel.command()
@DIRS
@OUT
@PSEUDONYMISE
def fairness(folders: tuple[Path, ...], out: Path | None, pseudonymise: bool) -> None:
    """Say who went on at each stage, by group, over one campaign or several years."""
    from ..panel.fairness import compared
    from ..panel.fairness.report import fairness_frames, fairness_lines

    found = [opened(folder) for folder in folders]
    made = compared(found)
    tell(fairness_lines(found, made))
    keep(out, fairness_frames(made), pseudonymise)


@panel.command()
@DIR
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="By default DIR/feedback.")
@click.option("--names", is_flag=True, help="Begin each page with the candidate's name, from names.csv.")
@click.option("--scores", is_flag=True, help="With the numbers, for candidates who want them.")
@PSEUDONYMISE
@PDF
def feedback(
    folder: Path, out: Path | None, names: bool, scores: bool, pseudonymise: bool, pdf: bool
) -> None:
    """Write a page for each candidate of DIR, from the sheets."""
    from ..panel.feedback import feedback_by, write_pages
    from ..panel.wording import joined, say

    found = opened(folder)
    target = out or folder / "feedback"
    done = write_pages(
        found,
        target,
        names=names,
        scores=scores,
        pseudonymise=pseudonymise,
        printed=printed if pdf else None,
    )
    tell([say("feedback.wrote", count=len(done.files), folder=target)])
    tell(say("feedback.bare", number=one, criteria=joined(names_of)) for one, names_of in done.bare.items())
    if done.without_outcome:
        tell([say("feedback.no_outcome", numbers=joined(done.without_outcome))])
    by, count = feedback_by(found.campaign), found.campaign.bars.feedback_days
    tell([say("feedback.ring", day=by, count=count)])
    tell([say("export.lines")] if pseudonymise else [])


@panel.command()
@DIRS
@OUT
@PSEUDONYMISE
def probation(folders: tuple[Path, ...], out: Path | None, pseudonymise: bool) -> None:
    """Say whether selection scores go with scores on probation, and how many hires it takes to know."""
    from ..panel.probation.collecting import followed
    from ..panel.probation.report import probation_frames, probation_lines, validities

    found = [opened(folder) for folder in folders]
    pairs = followed(found)
    made = validities(pairs)
    tell(probation_lines(found, pairs, made))
    keep(out, probation_frames(made), pseudonymise)


@panel.command()
@click.argument("exercise", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.argument(
    "ratings", metavar="RATINGS...", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False)
)
@click.option("--by", required=True, help="Who the panel was, in words.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the patch to this file.")
@click.option("--write", is_flag=True, help="Change FILE itself.")
def key(exercise: Path, ratings: tuple[Path, ...], by: str, out: Path | None, write: bool) -> None:
    """Turn a panel's RATINGS of the exercise in FILE into its key.

    RATINGS are answer records, one a rater, or spreadsheets. The change comes as a patch to review; it is
    refused where there are too few raters, or where they agree too little.
    """
    from ..exercise.catalogue import load_file
    from ..panel.key import changed_text, gather, panel_key, patch
    from ..panel.key.writing import items_changed
    from ..panel.wording import joined, said_coefficient, say

    before = load_file(exercise)
    made = panel_key(before, gather(before, ratings))
    text = exercise.read_text(encoding="utf-8")
    changed, after = changed_text(text, exercise, made, by)
    tell_err(say("key.agreed", kind=kind, words=said_coefficient(found)) for kind, found in made.by_kind)
    items = items_changed(before, after)
    tell_err([say("key.reasons", items=joined(items))] if items else [])
    if write:
        exercise.write_text(changed, encoding="utf-8")
        tell([say("key.written", file=exercise, raters=made.raters)])
        return
    made_patch = patch(text, changed, exercise.name)
    if out is None:
        click.echo(made_patch, nl=False)
        return
    with out.open("x", encoding="utf-8") as target:
        target.write(made_patch)
    tell([say("key.wrote", file=out), say("key.review", file=exercise)])


@panel.command()
@DIR
@click.option("--names", is_flag=True, help="names.csv, and feedback pages.")
@click.option("--equality", is_flag=True, help="The folder equality/.")
@click.option("--words", is_flag=True, help="Evidence, reasons and comments; numbers stay.")
@click.option("--links", is_flag=True, help="The members' links, and the chair's token.")
@click.option("--candidate", metavar="NUMBER", help="All that there is of one candidate, and nothing else.")
@click.option("--yes", is_flag=True, help="Do it; without it, only say what would go.")
def purge(
    folder: Path, names: bool, equality: bool, words: bool, links: bool, candidate: str | None, yes: bool
) -> None:
    """Remove personal data from DIR when a campaign is over, or one candidate who asks for it."""
    from ..panel.purge import Wanted, to_go
    from ..panel.purge import purge as remove
    from ..panel.wording import joined, say

    found, wanted = opened(folder), Wanted(names, equality, words, links)
    if candidate is not None:
        if any((names, equality, words, links)):
            raise click.UsageError("--candidate goes by itself: it takes all that there is of one candidate")
        erase_one(found, candidate, yes=yes)
        return
    files = to_go(found, wanted)
    if not any((names, equality, words, links)):
        raise click.UsageError("say what is to go: --names, --equality, --words, --links or --candidate")
    if not files:
        tell([say("purge.nothing")])
        return
    if not yes:
        tell([say("purge.ask", files=joined([str(file.relative_to(folder)) for file in files]))])
        return
    gone, thinned = remove(found, wanted)
    tell(say("purge.gone", file=file) for file in gone)
    tell(say("purge.thinned", file=file) for file in thinned)
    tell([say("purge.backups")])


def erase_one(found: Folder, number: str, *, yes: bool) -> None:
    """Erase a candidate, or say what would go; then say what remains."""
    from ..panel.erasing import erase, still_named, traces
    from ..panel.wording import joined, say

    gone = erase(found, number) if yes else traces(found, number)
    tell([say("purge.erased" if yes else "purge.would", number=number)])
    for one in gone:
        file = one.file.relative_to(found.path)
        line = say("purge.would_rows", file=file, count=one.count) if one.count else None
        tell([line or say("purge.would_page", file=file)])
    if not yes:
        tell([say("purge.would_yes", number=number)])
        return
    tell([say("purge.remains", number=number)])
    named = [str(file.relative_to(found.path)) for file in still_named(found, number)]
    tell([say("purge.remains_named", number=number, files=joined(named))] if named else [])
    tell([say("purge.remains_words"), say("purge.remains_copies")])


def opened(folder: Path) -> Folder:
    """Return the campaign in a folder."""
    from ..panel.folder import open_folder

    return open_folder(folder)


def printed(html: str) -> bytes:
    """Return a page as PDF, by the Chromium that is there."""
    from ..paper import best_printer, find_chromium

    with best_printer()(find_chromium()) as printer:
        return printer.print(html)


def keep(out: Path | None, tables: dict[str, pd.DataFrame], pseudonymise: bool) -> None:
    """Write tables into the folder that the user named, if one was."""
    if out is None:
        if pseudonymise:
            raise click.UsageError("--pseudonymise is for what is written; name a folder with --out")
        return
    from ..panel.export import export
    from ..panel.wording import say

    tell(say("export.wrote", file=file) for file in export(out, tables, pseudonymise=pseudonymise))
    tell([say("export.pseudonymous" if pseudonymise else "export.plain")])


def tell(lines: Iterable[str]) -> None:
    """Print lines."""
    for text in lines:
        click.echo(text)


def tell_err(lines: Iterable[str]) -> None:
    """Print lines beside what goes into a file."""
    for text in lines:
        click.echo(text, err=True)
