"""How a file was read, in lines: nothing was guessed without saying so."""

from __future__ import annotations

from collections.abc import Iterator

from ..wording import line
from .dfe import Published
from .kinds import kind
from .table import Gaps, Table


def table_lines(table: Table) -> Iterator[str]:
    """Yield what was read and how."""
    wanted = kind(table.kind)
    yield line("check.kind", file=table.file, title=wanted.title.lower(), rows=f"{len(table.frame):,}")
    yield from _opened(table)
    if table.above:
        yield line("check.above", count=table.above)
    if table.unused:
        yield line("check.unused", heads=", ".join(table.unused))
    if table.headless:
        yield line("check.headless", count=f"{table.headless:,}")
    for name, styles in table.styles.items():
        column = wanted.columns.get(name)
        if column is None or not styles:
            continue
        if column.type == "date":
            said = ", ".join(line(f"style.{style}", count=f"{count:,}") for style, count in styles.items())
            yield line(
                "check.dates" if "slashed" in styles else "check.dates_plain", head=column.head, styles=said
            )
        elif "percent" in styles:
            yield line("check.percent", head=column.head)
    for name, gaps in table.gaps.items():
        if gaps != Gaps():
            head = wanted.columns[name].head if name in wanted.columns else name
            yield _gaps(head, gaps)


def published_lines(table: Published, file: object) -> Iterator[str]:
    """Yield what was read of table C1."""
    years = table.frame["year"]
    yield line("check.published", file=file, areas=len(table.areas()), first=years.min(), last=years.max())
    for name, letters in table.symbols.items():
        parts = ", ".join(f"{count:,} {letter}" for letter, count in sorted(letters.items()))
        yield line("check.letters", head=name, parts=parts)


def _opened(table: Table) -> Iterator[str]:
    how = table.opened
    if how.others:
        yield line("check.sheets", sheet=how.sheet, others=", ".join(how.others))
    if how.windows:
        yield line("check.windows")


def _gaps(head: str, gaps: Gaps) -> str:
    counts = {"empty": gaps.empty, "missing": gaps.missing, "suppressed": gaps.suppressed}
    parts = ", ".join(line(f"gap.{name}", count=f"{count:,}") for name, count in counts.items() if count)
    return line("check.gaps", head=head, count=f"{sum(counts.values()):,}", parts=parts)
