"""What ``mp check`` finds on pages: each check with a page that fails it and one that passes."""

import re
from datetime import date

import pytest

from mp_exercises.exercise import files, framework
from mp_exercises.handbook.check import check_pages
from tests.handbook.faulty import faults_of, found
from tests.handbook.tiny import FACTS, MATTER, PLENTY, ROOT, write_book, write_contents

SLUG = files()[0].stem
COMPETENCY = next(iter(framework().by_id))


def test_a_sound_book_has_no_fault(tmp_path):
    """Everything that a page may do, done right, is no fault."""
    page = f"""{MATTER}
# Title

It rose to {{evidence}}`small-gain`; see {{cite:t}}`trial2018` and {{cite:p}}`{{see}}trial2018,anon2019`.
[Evidence](../evidence.md#evidence-retold), [home](../index.md), [out](https://example.org).
{{exercise-ref}}`{SLUG}` and [it](#exercise-{SLUG}).

```{{exercise}} {SLUG}
```

```{{anchors}} {COMPETENCY}
```

{PLENTY}
"""
    assert faults_of(tmp_path, page, "part2/page.md") == []


def test_the_real_book_has_no_fault():
    """The handbook itself passes its checks, as of the day on which a page was last reviewed."""
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "book").rglob("*.md")]
    last = max(
        date.fromisoformat(day) for text in texts for day in re.findall(r"^reviewed: (\S+)$", text, re.M)
    )
    assert list(map(str, check_pages(ROOT, last))) == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# T\n", "part2/p.md:1: no front matter; right would be owner, reviewed"),
        (MATTER.replace("owner: Handbook editors\n", ""), "part2/p.md:2: field 'owner' is missing"),
        (
            MATTER.replace("[practitioner, supervisor]", "[parctitioner]"),
            "part2/p.md:5: for.0 is 'parctitioner'",
        ),
        (MATTER.replace("2026-11-20", "2026-12-24"), "part2/p.md:3: reviewed on 2026-12-24, in the future"),
        (MATTER.replace("2026-11-20", "2025-11-20"), "part2/p.md:3: review was due on 2025-11-20"),
        (MATTER.replace("2026-11-20", "yesterday"), "part2/p.md:3: reviewed is 'yesterday'"),
        (MATTER.replace("for: [", "for: {"), "part2/p.md:5: not YAML"),
    ],
)
def test_front_matter(tmp_path, page, expected):
    """Missing, unknown, impossible and overdue front matter is each reported at its line."""
    faults = faults_of(tmp_path, page, "part2/p.md")
    wanted = expected.replace("2025-11-20", "2026-11-20") if "due" in expected else expected
    assert any(fault.startswith(wanted) for fault in faults), faults


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "```{judgement}\nOurs.\n\n```{table} T\n| a |\n|---|\n| b |\n```\n```\n",
            "ends it; right would be ````",
        ),
        ("```{judgement}\nOurs.\n", "this fence never ends; right would be a line ```"),
        ("````{judgement}\n```{table} T\n| a |\n|---|\n| b |\n```\n````\n", None),
        ("```\nplain ```{table}``` text\n```\n", None),
    ],
)
def test_fences(tmp_path, body, expected):
    """A directive in another needs a shorter fence, and every fence an end, or what follows is swallowed."""
    faults = faults_of(tmp_path, f"{MATTER}# T\n\n{PLENTY}\n{body}", "part2/p.md")
    fences = [fault for fault in faults if "fence" in fault or "inside that of line" in fault]
    assert [expected in fault for fault in fences] == ([True] if expected else []), faults


def test_review_that_is_not_due_passes(tmp_path):
    """The last day of the review period is still in time; the next is not."""
    root = write_book(tmp_path, {"part2/p.md": MATTER + "# T\n\n" + PLENTY})
    assert found(root, today=date(2027, 11, 20)) == []
    assert found(root, today=date(2027, 11, 21)) != []


def test_a_page_outside_the_parts_needs_front_matter_only_if_it_has_some(tmp_path):
    """A description alone is fine; an owner without the rest is not."""
    assert faults_of(tmp_path / "a", "---\ndescription: x\n---\n# T\n") == []
    faults = faults_of(tmp_path / "b", "---\nowner: x\n---\n# T\n")
    assert any(fault.startswith("page.md:2: field 'reviewed' is missing") for fault in faults), faults


def test_orphan_page_and_entry_without_a_page(tmp_path):
    """A page outside the contents is a fault, and so is an entry that leads nowhere."""
    root = write_book(tmp_path, {"a.md": "# A\n"})
    write_contents(root)
    (root / "book" / "a.md").rename(root / "book" / "b.md")
    faults = found(root)
    assert "b.md:1: no entry of _toc.yml leads here; right would be an entry `file: b`" in faults
    assert any("_toc.yml:4: there is no page 'a'" in fault for fault in faults)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            f"# T\n\n```{{exercise}} {SLUG}x\n```\n",
            f"page.md:3: there is no exercise '{SLUG}x'; right would be '{SLUG}'",
        ),
        (f"# T\n\nSee\n{{exercise-ref}}`this <{SLUG}x>`.\n", f"page.md:4: there is no exercise '{SLUG}x'"),
        (
            f"# T\n\n{{exercise-ref}}`{SLUG}`\n",
            f"page.md:3: exercise '{SLUG}' is linked and stands on no page",
        ),
        (f"# T\n\n:::{{exercise}} {SLUG}\n:::\n\n:::{{exercise}} {SLUG}\n:::\n", "page.md:6: exercise"),
        (
            "# T\n\n- a\n- {evidence}`smal-gain`\n",
            "page.md:4: unknown evidence 'smal-gain'; right would be 'small-gain'",
        ),
        (
            "# T\n\n{evidence-means}`nothing-like-it`\n",
            "page.md:3: unknown evidence 'nothing-like-it'; right would be the id",
        ),
        (
            f"# T\n\n```{{anchors}} {COMPETENCY}s\n```\n",
            f"page.md:3: unknown competency '{COMPETENCY}s'; right would be",
        ),
        (
            "# T\n\n{cite:p}`trial2018,trail2018`\n",
            "page.md:3: there is no source 'trail2018'; right would be 'trial2018'",
        ),
        ("# T\n\n```{note}\n{cite}`nobody`\n```\n", "page.md:4: there is no source 'nobody'"),
    ],
)
def test_names_that_nothing_answers_to(tmp_path, page, expected):
    """An exercise, fact, competency or source that does not exist is reported at its line."""
    faults = faults_of(tmp_path, page)
    assert len(faults) == 1
    assert faults[0].startswith(expected)


def test_source_of_a_fact_that_the_bibliography_lacks(tmp_path):
    """The fault is in evidence.yaml, at the key."""
    faults = faults_of(
        tmp_path, "# T\n", facts=FACTS.replace("[trial2018, anon2019]", "[trial2018, anon2091]")
    )
    assert faults[0] == "evidence.yaml:13: there is no source 'anon2091'; right would be 'anon2019'"


def test_faulty_facts(tmp_path):
    """A value that is not allowed and an id that stands twice are reported at their lines."""
    assert (
        "evidence.yaml:7: 0.checked is 'V3'"
        in faults_of(tmp_path / "a", "# T\n", facts=FACTS.replace("checked: V\n", "checked: V3\n"))[0]
    )
    assert (
        "evidence.yaml:9: id 'small-gain' stands twice"
        in faults_of(tmp_path / "b", "# T\n", facts=FACTS.replace("retold", "small-gain"))[0]
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "# T\n\n[x](evidenc.md)\n",
            "page.md:3: there is no 'evidenc.md' to link to; right would be 'evidence.md'",
        ),
        ("# T\n\n[x](/evidence.md)\n", "page.md:3: link to '/evidence.md'; right would be a path relative"),
        ("# T\n\n[x](#exercise-nothing)\n", "page.md:3: there is no exercise 'nothing' on any page"),
        (
            "# T\n\n[x](evidence.md#evidence-smal-gain)\n",
            "page.md:3: there is no evidence 'smal-gain' on any page",
        ),
        (
            "# T\n\ntwo\nlines ![](_static/favicon.svg)\n",
            "page.md:4: image '_static/favicon.svg' has no text alternative",
        ),
        (
            "# T\n\n```{figure} _static/favicon.svg\n:name: x\n\nA caption.\n```\n",
            "page.md:3: image '_static/favicon.svg' has no",
        ),
        ("# T\n\n![a bubble](_static/favcon.svg)\n", "page.md:3: there is no file '_static/favcon.svg'"),
        (
            "# T\n\n![a bubble](https://example.org/a.svg)\n",
            "page.md:3: image 'https://example.org/a.svg' is on another host",
        ),
    ],
)
def test_links_and_images(tmp_path, page, expected):
    """A link that leads nowhere and an image that says nothing are reported at their lines."""
    faults = faults_of(tmp_path, page)
    assert len(faults) == 1
    assert faults[0].startswith(expected)


def test_links_and_images_that_are_right(tmp_path):
    """Anchors of the page, other hosts and images with words pass."""
    page = """# T

[x](#t), [y](mailto:a@b.org), ![a bubble](_static/favicon.svg)

```{image} _static/favicon.svg
:alt: A bubble
```
"""
    assert faults_of(tmp_path, page) == []


@pytest.mark.parametrize(
    ("prose", "bare"),
    [
        ("It fell by 20%.", "20%"),
        ("It fell by 20 per cent.", "20 per cent"),
        ("The effect was small (d = 0.2).", "d = 0.2"),
        ("It was significant, p < .05.", "p < .05"),
        ("Agreement reached ICC .85 there.", "ICC .85"),
        ("It cost £2.9m.", "£2.9m"),
        ("It cost £2,900.", "£2,900"),
        ("The mean was 3.5 then.", "3.5"),
        ("They watched 28 social workers.", "28 social workers"),
        ("They saw 127\nfamilies.", "127 families"),
        ("**Of 34 recorded** case discussions", None),
        ("> quoted 24 interviews", "24 interviews"),
    ],
)
def test_bare_figures(tmp_path, prose, bare):
    """A percentage, statistic, sum, decimal or count of a study's people is found, with its line."""
    faults = faults_of(tmp_path, f"# T\n\nFirst line.\n\n{prose}\n")
    if bare is None:
        assert faults == []
    else:
        assert len(faults) == 1
        assert faults[0].startswith(
            f"page.md:5: {bare!r} stands bare in the text; right would be {{evidence}}`"
        )


@pytest.mark.parametrize(
    ("prose", "bare"),
    [
        ("There were 389,000 children in need.", "389,000 children"),
        ("In the end 12 children came.", "12 children"),
        ("It is so in one in three families.", "one in three families"),
        ("Two thirds of parents said so.", "Two thirds of parents"),
        ("Forty-five per cent came.", "Forty-five per cent"),
        ("They were three times as likely to stay.", "three times as likely"),
        ("It was twice as common there.", "twice as common"),
        ("They had twice as many visits.", "twice as many"),
        ("In a year absence halved.", "halved"),
        ("They listened to four hundred recordings.", "four hundred recordings"),
        ("It rests on hundreds of social workers.", "hundreds of social workers"),
    ],
)
def test_counts_in_words_and_thousands(tmp_path, prose, bare):
    """A share, ratio or large count in words, a count of children and a thousands comma are found too."""
    assert any(repr(bare) in fault for fault in faults_of(tmp_path, f"# T\n\n{prose}\n"))


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="https://example.org/x.js"></script>',
        'Words <img src="https://example.org/a.png">',
        "```{raw} html\n<b>x</b>\n```",
    ],
)
def test_raw_html_is_a_fault(tmp_path, markup):
    """Raw HTML, which could load something from another host, is a fault at its line."""
    faults = faults_of(tmp_path, f"# T\n\n{markup}\n")
    assert any(fault.startswith("page.md:3: raw HTML on a page") for fault in faults)


def test_bare_figure_of_a_known_fact_names_the_fact(tmp_path):
    """A token of evidence.yaml is found wherever it stands, and its role is offered."""
    faults = faults_of(tmp_path, "# T\n\nThey scored\n2.91 there.\n")
    assert len(faults) == 1
    right = "{evidence}`small-gain`, or {plain}`2.91` if it is none"
    assert faults[0] == f"page.md:4: '2.91' stands bare in the text; right would be {right}"


@pytest.mark.parametrize(
    "prose",
    [
        "She was up till 2, and he is 63.",
        "On a scale from 0 to 10, in 2016, at 9.30 am, in 3 weeks.",
        "Section 47, Year 9, and the 1989 Act.",
        "Use `20%` in code, or {plain}`20%`.",
        "It is {evidence}`small-gain`.",
        "```{dialogue}\nKemi: It went down by 20%, and 28 workers left.\n> 3.5 of them.\n```",
        "```python\nshare = 0.2\n```",
        "% a comment about 20%",
    ],
)
def test_ordinary_numbers_are_no_figures(tmp_path, prose):
    """Ages, times, scales, years, code, dialogue, roles and the escape pass."""
    assert faults_of(tmp_path, f"# T\n\n{prose}\n") == []


def test_figures_inside_callouts_have_their_own_line(tmp_path):
    """Prose inside a directive is read too, also inside another directive."""
    page = "# T\n\n````{note}\n:class: x\n\nFine.\n\n```{judgement} Ours\nAbout 20%.\n```\n````\n"
    assert [fault[:20] for fault in faults_of(tmp_path, page)] == ["page.md:9: '20%' sta"]


def test_page_that_is_not_text(tmp_path):
    """A page in another encoding is a fault, not a crash."""
    root = write_book(tmp_path)
    (root / "book" / "index.md").write_bytes(b"# caf\xe9\n")
    assert "index.md:1: not UTF-8 text; right would be a file saved as UTF-8" in found(root)
