"""``mp course``: a folder for nbgrader, and its assessments built from their definitions."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def course() -> None:
    """Make a graded course for nbgrader, and build its assessments."""


@course.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make a course in the new folder DIR."""
    from ..course.folder import checkout_course, first_form, new_course

    made = new_course(folder, content=checkout_course())
    slugs = made.slugs()
    seconds = {first: slug for slug in slugs if (first := first_form(slug, slugs))}
    firsts = [slug for slug in slugs if slug not in seconds.values()]
    click.echo(f"made {made.root} with {', '.join(firsts)}")
    if seconds:
        click.echo(f"second forms, built the same way: {', '.join(seconds.values())}")
    for slug in firsts:
        click.echo(f"next: mp course build {slug} --course {made.root}")


@course.command()
@click.argument("assessment")
@click.option(
    "--course",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The course's folder; by default the current one.",
)
def build(assessment: str, folder: Path) -> None:
    """Write the notebook of ASSESSMENT, and what marks it, from its definition and keys."""
    from ..course.build import build as build_assessment
    from ..course.folder import open_course

    opened = open_course(folder)
    for file in build_assessment(opened, assessment):
        click.echo(f"wrote {file}")
    click.echo(f"next, in {opened.root.resolve()}: nbgrader generate_assignment {assessment}")


@course.command()
@click.argument("assessment")
@click.option(
    "--course",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The course's folder; by default the current one.",
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write; by default pages/ASSESSMENT.html in the course.",
)
def page(assessment: str, folder: Path, out: Path | None) -> None:
    """Write ASSESSMENT as one page that opens anywhere, offline, and holds no key."""
    from ..course.folder import open_course
    from ..course.page import write_page

    written = write_page(open_course(folder), assessment, out)
    click.echo(f"wrote {written.file}: {written.size / 1000:.0f} kB, {written.gzipped / 1000:.0f} kB gzipped")
    click.echo("next: send it to trainees; each sends back one file, answers-….jsonl")
