"""The terms of Sphinx's ``{glossary}``, as the checks see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .page import Directive

_KEY = re.compile(r"\s+:\s.*")
"""Sphinx takes what follows a spaced colon as a sorting key."""


def terms_of(directive: Directive) -> Iterator[tuple[int, str]]:
    """Yield the line and name of each term; a term stands at the margin, its definition does not."""
    for number, line in enumerate(directive.body.split("\n"), directive.body_line):
        if line.strip() and not line[0].isspace() and not line.startswith(".."):
            yield number, _KEY.sub("", line).strip()
