"""``mp book``: the handbook's pages."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def book() -> None:
    """Build the handbook."""


@book.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where builds are kept.")
def build(out: Path | None) -> None:
    """Build the handbook's HTML where something changed, and print where its first page is."""
    from ..handbook.build import build
    from ..place import source_root
    from ..serve.folders import build_folder

    pages = build(source_root(), out or build_folder(), report=click.echo)
    click.echo(pages / "index.html")


@book.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def finish(folder: Path) -> None:
    """Do to pages that plain Sphinx built in FOLDER what `mp book build` does to its own."""
    from ..handbook.publish import publish

    if not (folder / "index.html").is_file():
        raise click.UsageError(f"{folder}: there is no index.html; right would be the folder of built pages")
    publish(folder)
