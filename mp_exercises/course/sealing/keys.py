"""Seal and open a course's keys, so that at no moment the only copy is at risk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ...answers import sync_folder
from ...plain import shown
from ..disk import PRIVATE, add_lines, write_whole
from ..folder import SEALED, TEMPLATES, Course
from ..incoming import Unreadable, plain_bytes
from .age import Damaged, Locked, WrongPassphrase, lock, unlock

KEPT_PLAIN = {".gitignore", "receipt.key"}
"""What else may lie in the folder of the keys: neither holds an answer."""

MOST_BYTES = 20_000_000
"""The keys of a long assessment have a hundredth of this."""

Progress = Callable[[int, int], None]


class SealError(ValueError):
    """Keys that could not be sealed or opened; the message says why, and nothing was lost."""


@dataclass(frozen=True)
class Done:
    """What became of one key.

    Attributes
    ----------
    file
        What was written, or stands as it was.
    how
        In a word or two, for the assessor.
    """

    file: Path
    how: str


def seal(
    course: Course, passphrase: str, *, keep: bool = False, renew: bool = False, progress: Progress
) -> list[Done]:
    """Encrypt each key beside itself, and remove the plain one with what was built from it.

    Parameters
    ----------
    keep
        Leave the plain keys where they are.
    renew
        Seal again what was sealed with another passphrase.

    Raises
    ------
    SealError
        If there is nothing to seal, an earlier seal has another passphrase, or a key changed
        meanwhile. No plain key is removed then, or before its seal was read back from disk.
    """
    plain = {file: _read(file) for file in sorted(course.keys.glob("*.yaml"))}
    if not plain:
        raise SealError(_nothing_to_seal(course))
    _refuse_two_passphrases(course, passphrase, plain, renew)
    states = [_state(file, data, passphrase, renew) for file, data in plain.items()]
    add_lines(course.keys / ".gitignore", _ignored())
    done = []
    for number, ((file, data), state) in enumerate(zip(plain.items(), states, strict=True), 1):
        if state != "unchanged":
            _write_sealed(file, data, passphrase)
        done.append(Done(_sealed(file), state))
        progress(number, len(plain))
    if not keep:
        _remove(course, plain)
    return done


def open_keys(course: Course, passphrase: str, *, progress: Progress) -> list[Done]:
    """Restore each sealed key beside its seal, which stays.

    Raises
    ------
    SealError
        If there is nothing to open, a seal cannot be opened, or a plain key differs from its seal.
        Nothing is written then.
    """
    sealed = sorted(course.keys.glob(f"*.yaml{SEALED}"))
    if not sealed:
        raise SealError(f"{course.keys} holds no sealed keys")
    opened: dict[Path, bytes] = {}
    for number, file in enumerate(sealed, 1):
        opened[file.with_name(file.name.removesuffix(SEALED))] = _unlock(file, passphrase)
        progress(number, len(sealed))
    there = {file: _read(file) for file in opened if file.exists()}
    for file in there:
        if there[file] != opened[file]:
            raise SealError(
                f"{shown(str(file))} differs from what is sealed; seal it if it is the newer one, or move it "
                "elsewhere"
            )
    for file in opened.keys() - there.keys():
        write_whole(file, opened[file], mode=PRIVATE)
    return [Done(file, "open already" if file in there else "opened") for file in opened]


def still_readable(course: Course) -> list[Path]:
    """Return the files in the folder of the keys that are neither sealed nor known to hold no key."""
    return sorted(
        file for file in course.keys.iterdir() if file.suffix != SEALED and file.name not in KEPT_PLAIN
    )


def _sealed(file: Path) -> Path:
    return file.with_name(file.name + SEALED)


def _ignored() -> list[str]:
    return (TEMPLATES / "keys-gitignore.txt").read_text(encoding="utf-8").splitlines()


def _nothing_to_seal(course: Course) -> str:
    if any(course.keys.glob(f"*.yaml{SEALED}")):
        return f"the keys in {course.keys} are sealed already"
    return f"{course.keys} holds no keys to seal"


def _refuse_two_passphrases(course: Course, passphrase: str, plain: dict[Path, bytes], renew: bool) -> None:
    """See to it that one passphrase opens all keys, also those of which no plain one is here."""
    alone = [
        file for file in sorted(course.keys.glob(f"*.yaml{SEALED}")) if file.with_suffix("") not in plain
    ]
    if alone and renew:
        raise SealError(f"{alone[0]} would keep its old passphrase; first run: mp keys open {course.root}")
    if alone:
        try:
            unlock(_read(alone[0]), passphrase)
        except WrongPassphrase as error:
            raise SealError(_other_passphrase(alone[0])) from error
        except Damaged:
            return


def _state(file: Path, data: bytes, passphrase: str, renew: bool) -> str:
    """Return what is to be done with a key: a seal that holds the same stays byte for byte."""
    sealed = _sealed(file)
    if not sealed.exists():
        return "sealed"
    try:
        return "unchanged" if unlock(_read(sealed), passphrase) == data else "sealed again"
    except WrongPassphrase as error:
        if renew:
            return "sealed again"
        raise SealError(_other_passphrase(sealed)) from error
    except Damaged:
        return "sealed again, since the old seal was damaged"


def _other_passphrase(sealed: Path) -> str:
    return f"{sealed} has another passphrase; give that one, or change it for all with --new-passphrase"


def _write_sealed(file: Path, data: bytes, passphrase: str) -> None:
    sealed = _sealed(file)
    write_whole(sealed, lock(data, passphrase))
    try:
        same = unlock(_read(sealed), passphrase) == data
    except Locked:
        same = False
    if not same:
        raise SealError(f"{sealed} did not come back from disk as it was written; {file.name} is kept")


def _remove(course: Course, plain: dict[Path, bytes]) -> None:
    """Remove plain keys, and marking files that can be built from them again."""
    for file, data in plain.items():
        if _read(file) != data:
            raise SealError(f"{file} was changed meanwhile; it is kept, so seal again")
    for file in plain:
        course.marking_file(file.stem).unlink(missing_ok=True)
        file.unlink()
    sync_folder(course.keys)


def _unlock(file: Path, passphrase: str) -> bytes:
    try:
        return unlock(_read(file), passphrase)
    except Locked as error:
        raise SealError(f"{shown(str(file))}: {error}") from error


def _read(file: Path) -> bytes:
    """Read a key or a seal, which may have come with somebody else's change to a repository."""
    try:
        return plain_bytes(file, MOST_BYTES) or b""
    except Unreadable as error:
        raise SealError(f"{shown(str(file.parent))}: {error}") from error
