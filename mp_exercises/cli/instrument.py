"""``mp instrument``: forms to print and to fill in, and filled records as a table."""

from __future__ import annotations

import sys
from pathlib import Path

import click

SLUG = click.argument("slug")
LANGUAGE = click.option("--language", help="A language that it was translated into, such as cy.")
GIVEN = click.option(
    "--set", "given", metavar="FIELD=VALUE", multiple=True, help="Filled in beforehand, such as person=A12."
)
LARGE = click.option("--large/--normal", default=None, help="In large print or not; by default as it says.")


@click.group()
def instrument() -> None:
    """Print the forms, fill them in, and gather what was filled in."""


@instrument.command("list")
def show() -> None:
    """List the instruments."""
    from ..instruments import load, slugs

    for slug in slugs():
        form = load(slug)
        click.echo(f"{slug}: {form.title} ({form.by}, {form.minutes} minutes)")


@instrument.command("print")
@SLUG
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A .pdf or .html file; by default SLUG.pdf.",
)
@LANGUAGE
@LARGE
@GIVEN
def print_form(
    slug: str, out: Path | None, language: str | None, large: bool | None, given: tuple[str, ...]
) -> None:
    """Write SLUG to print on A4, after the one page of its guide."""
    from ..instruments.each import preset_of
    from ..instruments.page import print_page
    from ..instruments.translate import load_sheet

    sheet = load_sheet(slug, language)
    page = print_page(sheet, large=large, preset=preset_of(sheet.instrument, given))
    file = out or Path(f"{slug}.pdf")
    if file.suffix.lower() == ".html":
        save(file, page.encode())
    elif file.suffix.lower() == ".pdf":
        from ..paper import best_printer, find_chromium

        with best_printer()(find_chromium()) as printer:
            save(file, printer.print(page))
    else:
        raise ValueError(f"{file} is neither .pdf nor .html; give a name that ends in one of these")


@instrument.command()
@SLUG
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The .html file to write, by default SLUG.html; with --each, a folder.",
)
@LANGUAGE
@LARGE
@GIVEN
@click.option(
    "--each",
    metavar="LIST",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A table of who is asked: a page for each of them, in the folder that --out names.",
)
def page(
    slug: str,
    out: Path | None,
    language: str | None,
    large: bool | None,
    given: tuple[str, ...],
    each: Path | None,
) -> None:
    """Write SLUG as one page to fill in anywhere, offline; nothing that is typed leaves the device."""
    from ..instruments.each import preset_of, presets_from
    from ..instruments.page import fill_page
    from ..instruments.translate import load_sheet
    from ..instruments.wording import say

    sheet = load_sheet(slug, language)
    preset = preset_of(sheet.instrument, given)
    if each is None:
        save(out or Path(f"{slug}.html"), fill_page(sheet, large=large, preset=preset).encode())
    else:
        if out is None:
            raise click.UsageError("--each writes many pages; name their folder with --out")
        pages = {name: {**preset, **one} for name, one in presets_from(sheet.instrument, each)}
        out.mkdir(exist_ok=True)
        for name, one in pages.items():
            (out / f"{name}.html").write_text(fill_page(sheet, large=large, preset=one), encoding="utf-8")
        click.echo(say("wrote_each", count=len(pages), folder=out))
    click.echo(say("next_page"))


@instrument.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--out",
    "file",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="A .xlsx or .csv file that is not there yet.",
)
@click.option("--instrument", "slug", help="Which, where the folder holds records of several.")
@click.option(
    "--asked", metavar="LIST", type=click.Path(path_type=Path, dir_okay=False), help="All who were asked."
)
@click.option("--everything", is_flag=True, help="Also what the measure does not read, words included.")
@click.option("--leave-out", is_flag=True, help="Go on without records that are refused.")
@click.option("--pseudonymise", is_flag=True, help="Codes drawn by chance instead of ids, and no free text.")
def collect(
    folder: Path,
    file: Path,
    slug: str | None,
    asked: Path | None,
    everything: bool,
    leave_out: bool,
    pseudonymise: bool,
) -> None:
    """Gather the filled records in FOLDER into one table, as `mp measure` reads it.

    Records are the .json or .csv files that a page of a form hands over. A file that is no record is
    refused with a line that says why, and then nothing is written, unless --leave-out is given.

    LIST, for the forms that people are asked to fill in, has a row for each person who was asked, as
    `mp measure template experience` begins one: who did not answer counts too.
    """
    from ..instruments.collect import collection, only_form, pseudonymised, read_folder, with_asked, write
    from ..instruments.wording import say

    found = read_folder(folder, slug)
    for line in found.refused:
        click.echo(line, err=True)
    if found.refused and not leave_out:
        sys.exit(2)
    form = only_form(found)
    made = collection(form, found.records, everything=everything)
    lines = [say("same", file=other.name, other=first.name) for other, first in found.same]
    if asked is not None:
        made, listed = with_asked(made, asked)
        lines.append(say("asked", answered=len(found.records), asked=listed))
    elif form.table == "experience":
        lines.append(say("not_asked"))
    left_out: tuple[str, ...] = ()
    if pseudonymise:
        made, left_out = pseudonymised(made)
    write(made, file)
    click.echo(say("collected", rows=len(found.records), title=form.title, file=file))
    if found.refused:
        lines.append(say("skipped", count=len(found.refused)))
    if left_out:
        lines.append(say("left_out", columns=", ".join(left_out)))
    lines.append(say("pseudonymous" if pseudonymise else "personal"))
    if not everything and form.table is not None:
        lines.append(say("words_kept"))
    lines.append(say("next_check", file=file) if form.table else say("own_table"))
    for line in lines:
        click.echo(line)


def save(file: Path, data: bytes) -> None:
    """Write a file where the user said."""
    from ..instruments.wording import say

    if not file.absolute().parent.is_dir():
        raise ValueError(f"{file} cannot be written; give a file in a folder that exists")
    file.write_bytes(data)
    click.echo(say("wrote", file=file, size=round(len(data) / 1000)))
