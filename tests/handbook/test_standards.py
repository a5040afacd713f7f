"""``{standards-map}``: what serves each statement of an outside standard, in a real build."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from mp_exercises.exercise import framework
from mp_exercises.exercise.catalogue import files, load_file
from tests.handbook.tiny import build_book, write_book

PAGES = {
    "framework.md": "# Framework\n\n```{framework}\n```\n",
    "map.md": "# Map\n\n```{standards-map}\n```\n",
}


def test_map_names_what_the_framework_maps(tmp_path: Path) -> None:
    """Each statement has a row that links the competencies which name it, or says that there is none."""
    built = build_book(write_book(tmp_path, PAGES))
    rows = lxml.html.fromstring(built.page("map.html")).xpath("//tbody/tr")
    statements = [(entry.id, each) for entry in framework().frameworks for each in entry.statements]
    assert len(rows) == len(statements)
    for row, (standard, statement) in zip(rows, statements, strict=True):
        pair = (standard, statement.name)
        ours = [
            competency.id
            for competency in framework().competencies
            if pair in {(each.framework, each.statement) for each in competency.standards}
        ]
        links = [href.split("#competency-")[1] for href in row.xpath("td[1]//a/@href")]
        assert links == ours
        assert statement.name in row.xpath("string(th)")
        assert bool(links) != ("None of ours" in row.xpath("string(td[1])"))
        count = sum(bool(set(ours) & set(load_file(file).competencies)) for file in files())
        assert (f"{count} exercises" in row.xpath("string(td[2])")) == bool(ours)
