"""``mp keys``: seal a course's keys with a passphrase, and open them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..course.folder import Course
    from ..course.sealing.keys import Done

VARIABLE = "MP_KEYS_PASSPHRASE"
COURSE = click.argument("folder", metavar="COURSE", type=click.Path(path_type=Path, file_okay=False))


@click.group()
def keys() -> None:
    """Seal the keys of a course with a passphrase, and open them.

    The passphrase is asked for, or taken from MP_KEYS_PASSPHRASE. Nobody can open a seal without it,
    and nothing here keeps it: write it down where the assessors keep such things.
    """


@keys.command()
@COURSE
@click.option("--keep", is_flag=True, help="Leave the plain keys in place, to work on with them.")
@click.option("--new-passphrase", is_flag=True, help="Seal all keys again, with another passphrase.")
def seal(folder: Path, keep: bool, new_passphrase: bool) -> None:
    """Encrypt each key in COURSE to keys/NAME.yaml.sealed, which may be public, and remove the plain one.

    A seal is read back from disk before its plain key is removed. A key that has not changed keeps its
    seal byte for byte. The seals are in the age format, so any age program opens them too.

    Removing is not wiping: what was deleted can be read from the disk until it is written over, and from
    backups, synchronised folders, and a git history that had the plain key. The key of the receipts,
    keys/receipt.key, is left as it is: it is never sealed and never for git, so back it up.
    """
    from ..course.folder import open_content
    from ..course.sealing.keys import seal as seal_keys
    from ..course.sealing.keys import still_readable
    from ..course.sealing.passphrase import refuse_weak
    from .progress import Bar

    course = open_content(folder)
    passphrase = _passphrase(confirm=True)
    refuse_weak(passphrase)
    with Bar("Sealing") as bar:
        done = seal_keys(course, passphrase, keep=keep, renew=new_passphrase, progress=bar.show)
    _tell(done)
    if not keep:
        for file in still_readable(course):
            click.echo(f"still readable: {file}", err=True)
    _tell_of_git(course, [entry.file.with_suffix("").name for entry in done])


@keys.command("open")
@COURSE
def open_(folder: Path) -> None:
    """Restore the keys in COURSE from their seals.

    A plain key that differs from its seal is never written over.
    """
    from ..course.folder import CONFIG, open_content
    from ..course.sealing.keys import open_keys
    from .progress import Bar

    course = open_content(folder)
    passphrase = _passphrase(confirm=False)
    with Bar("Opening") as bar:
        done = open_keys(course, passphrase, progress=bar.show)
    _tell(done)
    if (course.root / CONFIG).is_file():
        click.echo(f"to mark with them, first: mp course build ASSESSMENT --course {folder}")


def _passphrase(*, confirm: bool) -> str:
    """Return the passphrase from the environment, or ask for it unseen."""
    from ..course.sealing.passphrase import WeakPassphrase, normal

    given = os.environ.get(VARIABLE)
    if given is None:
        if not sys.stdin.isatty():
            raise WeakPassphrase(f"there is nobody to ask for the passphrase; put it into {VARIABLE}")
        given = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    if not given.strip():
        raise WeakPassphrase(f"the passphrase is empty; give one, or put it into {VARIABLE}")
    return normal(given)


def _tell(done: Sequence[Done]) -> None:
    from ..plain import shown

    for entry in done:
        click.echo(f"{shown(str(entry.file))}: {entry.how}")


def _tell_of_git(course: Course, names: Sequence[str]) -> None:
    """Say which plain keys a git history has, which sealing cannot change."""
    for name in names:
        try:
            found = subprocess.run(
                ["git", "log", "-1", "--format=%h", "--", name],
                cwd=course.keys,
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError:
            return
        if found.returncode == 0 and found.stdout.strip():
            click.echo(f"git's history has {name} as it was; whoever has the repository has it", err=True)
