"""What stands on feedback pages."""

import re

from bs4 import BeautifulSoup

from tests.course.trainees import SLUG


def file_of(course, name, ending="html"):
    """Return a trainee's feedback page."""
    return course.root / "feedback" / name / SLUG / f"{SLUG}.{ending}"


def page_of(course, name):
    """Return a trainee's page as a tree."""
    return BeautifulSoup(file_of(course, name).read_text(encoding="utf-8"), "html.parser")


def text(node):
    """Return a node's text on one line."""
    return re.sub(r"\s+", " ", node.get_text(" ")).strip()


def snapshot(course):
    """Return every page, byte for byte, by its trainee."""
    return {file.parts[-3]: file.read_bytes() for file in (course.root / "feedback").rglob("*.html")}


def reasons(course):
    """Return every reason and rationale of the keys that is long enough to be told from other text."""
    found = []
    for section in course.load(SLUG).keyed:
        for item in section.items:
            key = item.model_dump()["key"]
            found += [words for words in _texts(key) if len(words) > 40]
    return found


def _texts(value):
    if isinstance(value, str):
        return [" ".join(value.split())]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return []
