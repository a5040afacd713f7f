"""``mp book``: the handbook's pages."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def book() -> None:
    """Build the handbook."""


@book.command()
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where builds are kept.")
@click.option(
    "--site",
    metavar="URL",
    default="",
    help="Where it will be published: for the pictures of links, and a map for search engines.",
)
def build(out: Path | None, site: str) -> None:
    """Build the handbook's HTML where something changed, and print where its first page is.

    The folder of that page is the whole book: any static host serves it as it is.
    """
    import os

    from ..handbook.build import build
    from ..handbook.settings import SITE
    from ..place import source_root
    from ..serve.folders import build_folder

    if site:
        if not site.startswith(("https://", "http://")):
            raise click.UsageError(f"--site {site}: no address; right would be https://…")
        os.environ[SITE] = site
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


@book.command()
@click.option(
    "--part",
    "parts",
    metavar="N",
    type=click.IntRange(1),
    multiple=True,
    help="Only this part; may be repeated.",
)
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Where the PDFs go."
)
@click.option(
    "--site", metavar="URL", default="", help="Where the book is published, for links out of a part."
)
def pdf(parts: tuple[int, ...], out: Path | None, site: str) -> None:
    """Print the handbook: one PDF of the whole, and one of each part, with the exercises as worksheets.

    It is printed by the Chromium, Chrome or Edge that is installed.
    """
    from ..handbook.build import build
    from ..handbook.onpaper import parts_of, write_pdfs
    from ..paper import best_printer, find_chromium
    from ..place import source_root
    from ..serve.folders import build_folder
    from .progress import Bar

    program, root = find_chromium(), source_root()
    pages = build(root, build_folder(), report=click.echo)
    folder = out or build_folder() / "pdf"
    site = f"{site.rstrip('/')}/" if site else ""
    with best_printer()(program) as printer, Bar("PDFs") as bar:
        files = write_pdfs(pages, parts_of(root), folder, printer, only=parts, site=site, progress=bar.show)
    for file in files:
        click.echo(f"wrote {file}")


@book.command()
@click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="Where the EPUB goes."
)
@click.option("--site", metavar="URL", default="", help="Where the book is published, for links out of it.")
def epub(out: Path | None, site: str) -> None:
    """Make an EPUB of the handbook, for e-readers, with the exercises as worksheets."""
    from datetime import date

    from ..handbook.build import build
    from ..handbook.ebook import write_epub
    from ..handbook.onpaper.toc import parts_of
    from ..place import source_root
    from ..serve.folders import build_folder

    root = source_root()
    pages = build(root, build_folder(), report=click.echo)
    folder = out or build_folder() / "epub"
    site = f"{site.rstrip('/')}/" if site else ""
    click.echo(f"wrote {write_epub(pages, parts_of(root), folder, made=date.today(), site=site)}")
