"""``mp schema``: the JSON Schemas that complete an author's YAML in the editor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..checking.schema import SCHEMAS, render


@click.command()
@click.option("--check", is_flag=True, help="Only say whether the written schemas are fresh.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write here instead.")
def schema(check: bool, out: Path | None) -> None:
    """Write the JSON Schemas of the content, or check that they are fresh."""
    folder = out or SCHEMAS
    stale = []
    for name, text in render().items():
        file = folder / name
        if file.is_file() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    if check and stale:
        click.echo(f"mp: {', '.join(stale)} stale; write with: mp schema", err=True)
        sys.exit(2)
    click.echo("schemas are fresh" if not stale else f"wrote {', '.join(stale)}")
