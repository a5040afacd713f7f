"""An element of a built page as XHTML, as strictly as e-readers want it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml
from lxml import etree
from lxml.html import HtmlElement

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@cache
def rules() -> dict[str, Any]:
    """Return what e-readers want otherwise than browsers, from ``rules.yaml``."""
    text = files(__package__).joinpath("rules.yaml").read_text(encoding="utf-8")
    return cast(dict[str, Any], yaml.safe_load(text))


def as_xhtml(element: HtmlElement) -> str:
    """Return an element as XHTML, with what follows it left out.

    Notes
    -----
    A parser of HTML makes the names in drawings small; in XML they have their capitals.
    """
    for each in element.iter():
        if not isinstance(each.tag, str):
            each.drop_tree()
            continue
        _mend(each)
    text = etree.tostring(element, method="xml", encoding="unicode", with_tail=False)
    return _UNSEEN.sub("", text)


def has_drawing(element: HtmlElement) -> bool:
    """Whether there is a drawing in it, which a book's list of files has to say."""
    return element.find(".//svg") is not None


def _mend(each: HtmlElement) -> None:
    names = rules()
    each.tag = names["tags"].get(each.tag, each.tag)
    if each.tag == "svg":
        each.set("xmlns", "http://www.w3.org/2000/svg")
    for name, value in list(each.attrib.items()):
        proper = names["attributes"].get(name, name)
        if proper != name:
            del each.attrib[name]
            each.set(proper, value)
        elif name in names["leave_out"] or name.startswith(("on", "data-mp")):
            del each.attrib[name]
    if each.get("role") in names["roles"].get(each.tag, ()):
        del each.attrib["role"]
