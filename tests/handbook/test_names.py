"""What ``mp check`` finds of terms, sources, markup, anchors and exercises that do not fit together."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.exercise import files
from mp_exercises.handbook.bibliography import read_bibliography
from mp_exercises.handbook.check import check_pages
from mp_exercises.handbook.checks.markup import markup
from mp_exercises.handbook.glossary import terms_of
from mp_exercises.handbook.page import Directive
from tests.handbook.faulty import faults_of, found
from tests.handbook.tiny import BIB, MATTER, PLENTY, ROOT, write_book

GLOSSARY = """# T

```{glossary}
change talk
  Words for change.

reflection
return
  A statement that gives back.
```

Of {term}`change talk` and {term}`return`.

"""


@pytest.mark.parametrize("role", ["change talk", "Change Talk", "her words <change talk>", "return"])
def test_terms_that_the_glossary_has(tmp_path, role):
    """A term is found under any of its names, whatever its capitals."""
    assert faults_of(tmp_path, f"{GLOSSARY}{{term}}`{role}`\n") == []


def test_term_that_the_glossary_lacks(tmp_path):
    """An unknown term is a fault at its line, and the nearest is offered."""
    faults = faults_of(tmp_path, f"{GLOSSARY}One\nand {{term}}`her words <chance talk>`.\n")
    assert faults == ["page.md:15: the glossary has no term 'chance talk'; right would be 'change talk'"]


def test_term_inside_a_dialogue(tmp_path):
    """A term in the commentary of a dialogue is looked up too."""
    page = "# T\n\n```{dialogue}\n:worker: Ada\nAda: Hm.\n> A {term}`refection`.\n```\n"
    assert faults_of(tmp_path, page)[0].startswith("page.md:6: the glossary has no term 'refection'")


def test_term_that_is_defined_twice(tmp_path):
    """A second definition, on whichever page and in whatever capitals, is a fault at its line."""
    other = "# T\n\n```{glossary}\nChange talk\n  Again.\n```\n"
    faults = found(write_book(tmp_path, {"a.md": GLOSSARY, "b.md": other}))
    assert [fault.split(";")[0] for fault in faults] == [
        "b.md:4: term 'Change talk' is already defined, on line 4 of a.md"
    ]


UNUSED = """# T

```{glossary}
key
  The answers.

spare term
other name
  Nobody says it.
```

She found a key. {words}
"""


def test_term_that_nobody_uses(tmp_path):
    """A term that no page says is a fault, and so is an everyday word that no author links."""
    faults = faults_of(tmp_path, UNUSED.replace("{words}", ""))
    assert faults == [
        "page.md:4: no page links the term 'key'; right would be {term}`key` where it is first used",
        "page.md:7: no page uses the term 'spare term'; right would be a use, or no entry",
    ]


def test_term_that_is_used_under_another_name(tmp_path):
    """One of a term's names is enough, in the plural too."""
    assert faults_of(tmp_path, UNUSED.replace("{words}", "Other names, and a {term}`key`.")) == []


WORD = st.text("abcdefghij ", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.tuples(WORD, st.lists(WORD, min_size=1)), max_size=6), st.integers(1, 50))
def test_every_term_is_read_at_its_line(entries, first):
    """Whatever terms stand at the margin are read, in order, with the line that holds them."""
    lines = [line for name, said in entries for line in (name, *(f"  {word}" for word in said), "")]
    directive = Directive(1, "glossary", "", {}, "\n".join(lines), first)
    read = list(terms_of(directive))
    assert [name for _, name in read] == [name for name, _ in entries]
    assert all(lines[line - first] == name for line, name in read)


def test_source_that_nothing_cites(tmp_path):
    """An entry that no page, fact or standard cites is a fault at its line of the bibliography."""
    bib = BIB + "\n@book{lost1999, title = {{Lost}}, year = {1999}, note = {Read as a web page.}}\n"
    faults = faults_of(tmp_path, "# T\n", bib=bib)
    assert faults == [
        "references.bib:9: nothing cites 'lost1999'; right would be a page or a fact that does, or no entry"
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (",\n  note = {From memory; not read.}", "references.bib:6: 'unused1983' does not say how it"),
        ("From memory; not read.", "references.bib:6: the note of 'unused1983' begins 'A classic.'; right"),
    ],
)
def test_source_that_does_not_say_how_it_was_read(tmp_path, note, expected):
    """A source without a note, or with one that begins in no known form, is a fault at its line."""
    bib = BIB.replace(note, "" if note.startswith(",") else "A classic.")
    assert [fault[: len(expected)] for fault in faults_of(tmp_path, "# T\n", bib=bib)] == [expected]


KEY = st.from_regex(r"[a-z][a-z0-9_]{0,10}", fullmatch=True)
NOTE = st.from_regex(r"(Read as [a-z]{1,9}( [a-z;,.]{1,9}){0,4})?", fullmatch=True)


@given(st.dictionaries(KEY, NOTE, max_size=6), st.integers(0, 3))
def test_every_entry_is_read_at_its_line(entries, blank):
    """Whatever entries a bibliography has are read with key, line and note, comments between them."""
    form = "@misc{{{},\n  title = {{{{T}}}},\n  note = {{{}}}\n}}\n"
    text = "\n" * blank + "".join("% note = {x}\n" + form.format(*entry) for entry in entries.items())
    lines = text.split("\n")
    read = read_bibliography(text)
    assert {entry.key: entry.note for entry in read} == entries
    assert all(lines[entry.line - 1] == f"@misc{{{entry.key}," for entry in read)


def test_exercise_that_no_page_shows(tmp_path):
    """Each exercise of the catalogue that no page shows is a fault at its slug; one that stands is not."""
    shown, hidden = files()[0], files()[1]
    root = write_book(tmp_path, {"a.md": f"# T\n\n```{{exercise}} {shown.stem}\n```\n"})
    faults = [fault for fault in check_pages(root, date(2026, 11, 24)) if "no page shows" in fault.wrong]
    assert shown not in [fault.file for fault in faults]
    at = next(fault for fault in faults if fault.file == hidden)
    assert hidden.read_text(encoding="utf-8").splitlines()[at.line - 1].startswith("slug:")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("{evidnece}`x`", "page.md:3: there is no role 'evidnece'; right would be 'evidence'"),
        ("```{dialog}\nA: B\n```", "page.md:3: there is no directive 'dialog'; right would be 'dialogue'"),
        (
            "```{dialogue}\n:skil: 1\nAda: Hm.\n```",
            "page.md:3: dialogue has no option 'skil'; right would be 'skill'",
        ),
        (
            "```{dialogue}\n:skill: 6\nAda: Hm.\n```",
            "page.md:3: skill of dialogue is '6'; right would be one of 1, 2, 3, 4, 5",
        ),
        (
            "```{dialogue}\n:worker: Adah\nAda: Hm.\n```",
            "page.md:3: the worker, 'Adah', never speaks; right would be 'Ada'",
        ),
        (
            "```{dialogue}\n:skill: 1\n:worker: Ada\nAda: Hm.\nShe waits.\n```",
            "page.md:7: a line that nobody says; right would be 'Name: words'",
        ),
        ("```{judgement} Ours\n:open: yes\nHm.\n```", "page.md:3: judgement has no option 'open'; right"),
    ],
)
def test_markup_that_does_not_exist(tmp_path, page, expected):
    """An unknown role, directive or option, and a worker who never speaks, are faults at their lines."""
    faults = faults_of(tmp_path, f"# T\n\n{page}\n")
    assert len(faults) == 1
    assert faults[0].startswith(expected)


def test_markup_that_exists(tmp_path):
    """A dialogue with its options, and a stock role, pass."""
    page = "# T\n\n```{dialogue}\n:skill: 3\n:worker: Ada\nBo: What?\nAda: Hm.\n```\n\n{abbr}`MI (words)`\n"
    assert faults_of(tmp_path, page) == []


def test_known_markup_is_what_the_extensions_register():
    """The list of our own roles and directives has every one that an extension registers by name."""
    sources = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "mp_exercises").rglob("*.py"))
    directives = set(re.findall(r'add_directive\("([\w-]+)"', sources))
    roles = set(re.findall(r'add_role\("([\w-]+)"', sources))
    assert directives <= set(markup()["directives"]["own"])
    assert roles == set(markup()["roles"]["own"])


HEADINGS = "# A title\n\n## What's “it”, & why?\n\n### Same\n\n### Same\n\n#### Deep\n\n(here)=\nWords.\n"


@pytest.mark.parametrize(
    "link", ["a.md#a-title", "a.md#whats-it--why", "a.md#same", "a.md#same-1", "a.md#here", "#here", "#t"]
)
def test_anchors_that_are_there(tmp_path, link):
    """A link may lead to a heading down to the third level, a repeated one, or a named place."""
    assert found(write_book(tmp_path, {"a.md": HEADINGS, "b.md": f"# T\n\n[x]({link})\n"})) == []


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("a.md#sane", "b.md:3: no heading or name there makes #sane; right would be 'same"),
        ("a.md#deep", "b.md:3: no heading or name there makes #deep"),
        ("#a-title", "b.md:3: no heading or name there makes #a-title"),
    ],
)
def test_anchors_that_are_not_there(tmp_path, link, expected):
    """A link to a heading that the page has not, or that lies too deep, is a fault."""
    faults = found(write_book(tmp_path, {"a.md": HEADINGS, "b.md": f"# T\n\n[x]({link})\n"}))
    assert [fault[: len(expected)] for fault in faults] == [expected]


def test_first_for_is_part_of_for(tmp_path):
    """A reader whom the page should be first for, and is not for at all, is a fault at that line."""
    matter = MATTER.replace("description:", "first_for: [supervisor, leader]\ndescription:")
    faults = faults_of(tmp_path, f"{matter}# T\n\n{PLENTY}", "part2/p.md")
    right = "right would be one of practitioner, supervisor"
    assert faults == [f"part2/p.md:6: first_for has 'leader', whom the page is not for; {right}"]
