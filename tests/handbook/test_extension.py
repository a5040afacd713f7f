"""The handbook's directives and roles in a real build."""

import re

import pytest

from tests.handbook.tiny import MATTER, build_book, write_book

CHAPTER = f"""{MATTER}
# Empathy

Training earned {{evidence}}`small-gain`, and cost {{evidence}}`retold`.
{{evidence-means}}`small-gain`
It is {{plain}}`20%` that we made up.

## In the room

```{{dialogue}}
:skill: 3
:worker: Kemi
Kemi: How was *this* week?
Dean: She was up till two.
> She asks,
> and waits.
[He looks at the floor.]
```

```{{judgement}}
Ours.
```

```{{supervision}} Ask each other
- Who was not there?
```

```{{anchors}} empathy
```
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a book with one chapter, built."""
    return build_book(write_book(tmp_path_factory.mktemp("book"), {"part2/empathy.md": CHAPTER}))


@pytest.fixture(scope="module")
def chapter(built):
    """Return the chapter's HTML."""
    return built.page("part2/empathy.html")


def test_builds_without_a_warning(built):
    """Every directive and role together give no warning, even when nit-picky."""
    assert built.warnings == []


def test_evidence_role_shows_figure_citation_and_certainty(chapter):
    """The figure is followed by author and year, and by a named link to its row."""
    found = re.search(r'<span class="mp-fact">(.*?)</span></a></span></span>', chapter)
    assert "2.91 against 2.49 (p = .049)" in found[1]
    assert "Forrester et al., 2018" in found[1]
    assert 'href="../bibliography.html#source-trial2018"' in found[1]
    assert 'href="../evidence.html#evidence-small-gain"' in found[1]
    assert "How sure: read at the source" in found[1]


def test_two_sources_are_both_cited(chapter):
    """A fact with two sources cites both, each once."""
    assert re.search(r"Able and Baker, 2019</a>; <a[^>]*>Forrester et al\., 2018", chapter)


def test_means_role_and_plain_role(chapter):
    """One prints the fact's sentence, the other its own text."""
    assert "Trained workers did a little better." in chapter
    assert "It is 20% that we made up." in chapter


def test_evidence_table_has_a_row_for_each_fact(built):
    """Rows carry ids, row headers, labels for cards, and how far each was checked in words."""
    table = built.page("evidence.html")
    assert table.count("<caption>") == 2
    for fact, words in (("small-gain", "read at the source"), ("retold", "read in a page that reports it")):
        row = table[table.index(f'id="evidence-{fact}"') :].partition("</tr>")[0]
        assert 'scope="row"' in row
        assert 'data-label="What it does not show"' in row
        assert words in row


def test_dialogue_says_who_and_how_well(chapter):
    """A dialogue shows its level in words, its speakers, and comments joined over their lines."""
    shown = chapter[chapter.index("mp-dialogue mp-skill-3") :]
    assert '<p class="mp-level">Some of the time</p>' in shown
    assert re.search(
        r'class="mp-spoken mp-worker"><strong class="mp-who">Kemi:</strong> How was <em>this</em>', shown
    )
    assert '<p class="mp-comment">She asks, and waits.</p>' in shown
    assert '<p class="mp-seen">He looks at the floor.</p>' in shown


def test_callouts_name_themselves(chapter):
    """A callout has its kind in words, or the words that it is given."""
    assert '<p class="mp-callout-title">Our judgement</p>' in chapter
    assert '<p class="mp-callout-title">Ask each other</p>' in chapter


def test_anchors_print_the_competency(chapter):
    """All five points of a competency stand on the page, with their names."""
    assert re.findall(r"<p>([1-5]) · ", chapter) == ["1", "2", "3", "4", "5"]
    assert "Easily mistaken for it:" in chapter


def test_front_matter_reaches_the_page(chapter):
    """Below the title stand readers, owner and dates; the description is in the head."""
    assert "For practitioners and supervisors" in chapter
    assert "Reviewed 20 November 2026, due again by 20 November 2027" in chapter
    assert '<meta name="description" content="A page that exists only while a test runs.">' in chapter


def test_bibliography_is_a_plain_list(built):
    """Sources are list items with the ids that citations link to, and no misused ARIA role."""
    page = built.page("bibliography.html")
    assert "doc-biblioentry" not in page
    assert re.search(r'<li id="source-trial2018">', page)
    assert page.index("source-anon2019") < page.index("source-trial2018") < page.index("source-unused1983")


def test_no_page_loads_anything_from_another_host(built):
    """No script, style, image or frame has an address outside the book."""
    loads = re.compile(r'<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)="((?:https?:)?//[^"]+)"')
    for page in built.out.rglob("*.html"):
        assert loads.findall(page.read_text(encoding="utf-8")) == []
    for name in ("mathjax", "require", "fontawesome.js"):
        assert name not in built.page("part2/empathy.html").lower()


def test_no_sources_are_published(built):
    """The raw pages are not in the output."""
    assert not (built.out / "_sources").exists()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "# T\n\n{evidence}`smal-gain`\n",
            "t.md:3: WARNING: unknown evidence 'smal-gain'; right would be 'small-gain'",
        ),
        (
            "# T\n\n```{anchors} empthy\n```\n",
            "t.md:3: WARNING: unknown competency 'empthy'; right would be 'empathy'",
        ),
        (
            "# T\n\n```{dialogue}\nKemi: Yes.\nnobody says this\n```\n",
            "t.md:5: WARNING: a line that nobody says",
        ),
        (MATTER.replace("review_in: 12", "review_in: 99") + "# T\n", "t.md:4: WARNING: review_in"),
    ],
)
def test_an_authors_mistake_is_a_warning_at_its_line(tmp_path, page, expected):
    """A wrong name is reported with file and line, and with what would be right."""
    built = build_book(write_book(tmp_path, {"t.md": page}))
    assert any(expected in line for line in built.warnings), built.warnings


def test_faulty_facts_are_reported_at_their_line(tmp_path):
    """A field that is no field is reported where it stands in evidence.yaml."""
    built = build_book(write_book(tmp_path, facts="- id: a\n  figur: x\n"))
    assert any("evidence.yaml:2: WARNING: unknown field 'figur'" in line for line in built.warnings)


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_builders_keep_the_words(tmp_path, builder):
    """What is on the page in HTML is in the text, LaTeX and EPUB outputs too."""
    built = build_book(write_book(tmp_path, {"part2/empathy.md": CHAPTER}), builder)
    assert [line for line in built.warnings if "WARNING" in line] == []
    name = {"text": "part2/empathy.txt", "epub": "part2/empathy.xhtml"}.get(builder)
    text = built.page(name) if name else next(built.out.glob("*.tex")).read_text(encoding="utf-8")
    for words in (
        "2.91 against 2.49",
        "How sure: read at the source",
        "She was up till two.",
        "Some of the time",
    ):
        assert words in text


def test_parallel_build_gives_the_same_pages(tmp_path):
    """Two processes read the pages without a warning, and links between pages resolve."""
    pages = {f"p{n}.md": f"# P{n}\n\n{{evidence}}`small-gain`\n" for n in range(12)}
    built = build_book(write_book(tmp_path, {**pages, "part2/empathy.md": CHAPTER}), jobs=2)
    assert built.warnings == []
    assert 'href="evidence.html#evidence-small-gain"' in built.page("p7.html")
