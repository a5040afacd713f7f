"""``mp marks``: what the practice answers in a record earn."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from ..answers import Record, RecordError
from ..exercise import CATALOGUE, everything
from ..marking import ExerciseMark, mark_record


@click.command()
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def marks(record: Path, as_json: bool) -> None:
    """Mark the practice answers in RECORD, a file such as answers.jsonl.

    Marks are credit above what guessing earns, and a practice result only: the keys are
    those of the catalogue.
    """
    if not record.is_file():
        raise RecordError(f"{record} is not there; give the file that 'Download my answers' made")
    reading = Record(record).read()
    answered = {line.exercise for line in reading.lines}
    found = [mark_record(entry, reading.lines) for entry in everything() if entry.slug in answered]
    unknown = sorted(answered - {entry.exercise for entry in found})
    if as_json:
        data = {"damaged": reading.damaged, "unknown": unknown, "marks": [asdict(entry) for entry in found]}
        click.echo(json.dumps(data, indent=2))
        return
    for entry in found:
        _print(entry)
    for slug in unknown:
        click.echo(f"{slug}: not in the catalogue ({CATALOGUE.name}), so not marked")
    if reading.damaged:
        click.echo(f"{reading.damaged} damaged lines were passed over")


def _print(found: ExerciseMark) -> None:
    total = "a person marks it" if found.fraction is None else f"{found.fraction:.0%} above chance"
    click.echo(f"{found.exercise}: {total} (practice result)")
    for item in found.items:
        value = "waits for a person" if item.value is None else f"{item.value:+.2f} of {item.points:g}"
        click.echo(f"  {item.item:<24} {item.kind:<11} {item.state:<11} {value} {item.note}".rstrip())
