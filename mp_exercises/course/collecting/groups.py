"""Files that belong together: a record, and the notebook that came with it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .claims import Claims
from .formats import ending_of, formats
from .found import Aside, Found
from .layout import Layout
from .record import name_of_kind

_RECORD = "the file answers.jsonl"


@dataclass(frozen=True, slots=True)
class Offered:
    """A file with what its path says."""

    file: Found
    claims: Claims


@dataclass(slots=True)
class Group:
    """What one person handed in together, as far as its place shows; or all that lies loose in a folder."""

    records: list[Offered] = field(default_factory=list)
    notebooks: list[Offered] = field(default_factory=list)

    def notebook_of(self, record: Offered, assessment: str) -> Offered | None:
        """Return the notebook that came with a record; None where it is not clear."""
        if not self._personal(record):
            pairs = [book for book in self.notebooks if book.claims.copy == record.claims.copy]
            alone = [other for other in self.records if other.claims.copy == record.claims.copy]
            return pairs[0] if len(pairs) == len(alone) == 1 else None
        return max(
            self.notebooks,
            key=lambda book: (
                book.claims.copy == record.claims.copy,
                assessment in book.file.name,
                book.file.time,
                book.file.name,
            ),
            default=None,
        )

    @staticmethod
    def _personal(record: Offered) -> bool:
        return bool(record.claims.platform or record.claims.folders)


def grouped(files: Iterable[Found], layout: Layout, assessment: str) -> tuple[list[Group], list[Aside]]:
    """Return the groups of a source, in order, and what is set aside by its name alone."""
    every = list(files)
    names = Counter(_plain(file) for file in every)
    groups: dict[tuple[str, ...], Group] = {}
    aside = []
    for file in every:
        claims = layout.claims(file.parts)
        if _is_said_by_others(file, claims, assessment):
            continue
        kind = formats().kind(file.name)
        if kind in ("foreign", "zip"):
            aside.append(_foreign(file, kind))
        elif names[_plain(file)] > 1:
            aside.append(
                Aside(
                    file.where,
                    "another file has the same name, capitals apart; right would be a name of its own",
                )
            )
        else:
            group = groups.setdefault(claims.group, Group())
            (group.records if kind == "record" else group.notebooks).append(Offered(file, claims))
    return list(groups.values()), aside


def lone_notebooks(groups: Iterable[Group]) -> Iterator[Aside]:
    """Yield each notebook with which no record came at all."""
    for group in groups:
        if not group.records:
            for book in group.notebooks:
                yield Aside(
                    book.file.where, f"a notebook without its record; right would be {_RECORD} with it"
                )


def _plain(file: Found) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part).casefold() for part in file.parts)


def _is_said_by_others(file: Found, claims: Claims, assessment: str) -> bool:
    """Whether a file is the released definition, or a platform's own note about a submission."""
    released = assessment in claims.names and ending_of(file.name) == "json"
    return released or (bool(claims.platform) and claims.names == ("",))


def _foreign(file: Found, kind: str) -> Aside:
    if kind == "zip":
        return Aside(
            file.where, "a zip in a zip, which is not opened; right would be what is in it, unpacked"
        )
    right = formats().ask_for.get(ending_of(file.name), _RECORD)
    return Aside(file.where, f"{name_of_kind(file.name)} and no record; right would be {right}")
