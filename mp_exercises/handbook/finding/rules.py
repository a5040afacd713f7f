"""How pages are weighed, and which words mean the same, from ``rules.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml


@cache
def rules() -> dict[str, Any]:
    """Return the rules of the search.

    Returns
    -------
    dict
        ``weights`` of each kind of record; ``lists``, ``paths`` and ``never``, beginnings of addresses;
        ``stop``, words in one string; ``same``, groups of phrases that find each other.
    """
    text = files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    return cast(dict[str, Any], yaml.safe_load(text))


def kind_of(address: str) -> str | None:
    """Return what kind of page is is at an address, which has no ending, or None where it is never found."""
    for kind, key in ((None, "never"), ("path", "paths"), ("list", "lists")):
        if address.startswith(tuple(rules()[key])):
            return kind
    return "page"
