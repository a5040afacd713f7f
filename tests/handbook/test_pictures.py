"""Pictures: the directive in a real build, what is refused, and what ``mp check`` finds."""

import re
from datetime import date

import pytest

from mp_exercises.exercise import SourceError
from mp_exercises.handbook.check import check_pages
from mp_exercises.handbook.drawing import FOLDER, names_in, read_drawing
from tests.handbook.tiny import ROOT, build_book, write_book

DESC = "A worker and a parent sit at a table, and a child draws underneath it; a line joins all three."

SOUND = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 100" font-size="14" fill="var(--mp-ink)">
  <title>At the table</title>
  <desc>
    {DESC}
  </desc>
  <defs><marker id="head"><path d="M0 0 9 5 0 9z" fill="currentColor"/></marker></defs>
  <path d="M0 0H99" fill="none" stroke="var(--mp-teal)" marker-end="url(#head)"/>
  <text x="0" y="20">parent</text>
</svg>
"""

NARROW = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" fill="none"><path d="M0 0H9"/></svg>\n'

PAGE = """# T

```{picture} table
Where *everybody* sits.
```

```{picture} table
```
"""


def book_with(root, svg=SOUND, page=PAGE, **others):
    """Return a book with one page and one picture; others are further files, by their names."""
    write_book(root, {"t.md": page})
    folder = root / "book" / FOLDER
    folder.mkdir()
    for name, text in {"table": svg, **others}.items():
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")
    return root


def found(root):
    """Return the faults that concern pictures, without the folder."""
    faults = (str(fault) for fault in check_pages(root, date(2026, 11, 24)))
    return [fault.replace(f"{root / 'book'}/", "") for fault in faults if "pictur" in fault]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return a built book whose page shows one picture twice, with a drawing for narrow screens."""
    return build_book(book_with(tmp_path_factory.mktemp("book"), **{"table.narrow": NARROW}))


def test_a_picture_is_inline_with_its_caption(built):
    """The drawing stands in a figure in the page itself, with what the author wrote below it."""
    assert built.warnings == []
    figure = re.search(r'<figure class="mp-picture.*?</figure>', built.page("t.html"), re.DOTALL)[0]
    assert 'stroke="var(--mp-teal)"' in figure
    assert re.search(r"<figcaption>\s*<p>Where <em>everybody</em> sits", figure)


def test_both_drawings_have_a_name_and_a_description(built):
    """Each drawing is an image to a screen reader, and the narrow one has the words of the first."""
    page = built.page("t.html")
    ids = dict(re.findall(r'<(?:title|desc) id="([^"]+)">([^<]+)<', page))
    images = re.findall(r'<svg[^>]*role="img"[^>]*>', page)
    assert len(images) == 4
    for image in images:
        named = re.search(r'aria-labelledby="([^"]+)"', image)[1].split()
        assert [ids[name] for name in named] == ["At the table", DESC]


def test_ids_are_unique_on_the_page(built):
    """A picture that stands twice repeats no id, and its arrows use their own marker."""
    page = built.page("t.html")
    ids = re.findall(r'\bid="(picture-[^"]+)"', page)
    assert len(ids) == len(set(ids)) > 4
    markers = {f"url(#{name})" for name in ids if name.endswith("head")}
    assert markers == set(re.findall(r"url\(#[^)]+\)", page))


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_other_builders_say_it_in_words(tmp_path, builder):
    """Where there are no styles to colour a drawing, its description and caption are printed."""
    built = build_book(book_with(tmp_path), builder)
    name = {"text": "t.txt", "epub": "t.xhtml"}.get(builder)
    text = built.page(name) if name else next(built.out.glob("*.tex")).read_text(encoding="utf-8")
    assert "and a child draws underneath it" in re.sub(r"\s+", " ", text)
    assert "sits." in text
    assert "<svg" not in text


def test_wrong_name_is_a_warning_at_its_line(tmp_path):
    """The build names the page, the line and the picture that was probably meant."""
    built = build_book(book_with(tmp_path, page="# T\n\n```{picture} tables\n```\n"))
    wanted = "t.md:3: WARNING: there is no picture 'tables'; right would be 'table'"
    assert any(wanted in line for line in built.warnings), built.warnings


@pytest.mark.parametrize(
    ("bad", "wrong"),
    [
        ("<script>alert(1)</script>", "<script> in a picture"),
        ("<foreignObject><p/></foreignObject>", "<foreignObject> in a picture"),
        ("<style>p {color: red}</style>", "<style> in a picture"),
        ('<image href="a.png"/>', "<image> in a picture"),
        ('<path d="M0 0" onclick="x()"/>', "attribute 'onclick' in a picture"),
        ('<path d="M0 0" style="fill: red"/>', "attribute 'style' in a picture"),
        ('<use href="https://example.org/a.svg#b"/>', "href leads to 'https://example.org/a.svg#b'"),
        ('<use xmlns:xlink="x" xlink:href="a.svg"/>', "xlink:href leads to 'a.svg'"),
        ('<path d="M0 0" fill="url(https://example.org/a.svg#b)"/>', "fill loads 'url("),
    ],
)
def test_what_could_do_more_than_show_is_refused(tmp_path, bad, wrong):
    """Scripts, styles, events and addresses outside the picture are faults at their line, and not built."""
    root = book_with(tmp_path, SOUND.replace("  <path", f"  {bad}\n  <path"))
    assert f"pictures/table.svg:7: {wrong}" in found(root)[0]
    built = build_book(root)
    assert any(f"table.svg:7: WARNING: {wrong}" in line for line in built.warnings), built.warnings
    assert "<svg xmlns" not in built.page("t.html").partition("<article")[2]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("<svg", "1: not XML"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>\n" + SOUND, "1: a DOCTYPE in a picture"),
        ("<html/>", "1: the outermost element is 'html'"),
        (SOUND.replace("0 0 320 100", "0 0 wide"), "1: viewBox is '0 0 wide'"),
    ],
)
def test_a_file_that_is_no_picture(tmp_path, text, wrong):
    """Broken, declared or foreign XML is one fault, and no crash."""
    file = tmp_path / "x.svg"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_drawing(file)
    assert str(caught.value.faults[0]).startswith(f"{file}:{wrong}")


def test_a_sound_picture_has_no_fault(tmp_path):
    """A picture with words, themed colours and legible text, shown on a page, is no fault."""
    assert found(book_with(tmp_path, **{"table.narrow": NARROW})) == []


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("<title>At the table</title>", "", "table.svg:1: no <title>"),
        (DESC, "", "table.svg:1: no <desc>"),
        (DESC, "A table.", "table.svg:1: a <desc> of 8 characters"),
        ("var(--mp-teal)", "#0d5c63", "table.svg:7: stroke '#0d5c63' is the same in light and dark"),
        ("currentColor", "black", "table.svg:6: fill 'black' is the same in light and dark"),
        (' fill="var(--mp-ink)"', "", "table.svg:1: no fill of its own"),
        ('font-size="14"', 'font-size="10"', "table.svg:8: text of 10.6 px where the column is 340 px wide"),
        ("0 0 320 100", "0 0 680 100", "table.svg:8: text of 7.0 px"),
    ],
)
def test_what_some_readers_would_lose(tmp_path, old, new, wrong):
    """Missing words, colours that stay dark on dark, and small type are faults at their line."""
    faults = found(book_with(tmp_path, SOUND.replace(old, new)))
    assert [fault.startswith(f"pictures/{wrong}") for fault in faults] == [True], faults


def test_names_that_lead_nowhere(tmp_path):
    """A page's wrong name, a picture on no page and a narrow drawing of nothing are faults."""
    root = book_with(tmp_path, page="# T\n\n```{picture} tables\n```\n", **{"chair.narrow": NARROW})
    assert [fault.partition(";")[0] for fault in found(root)] == [
        "t.md:3: there is no picture 'tables'",
        "pictures/table.svg:1: no page shows picture 'table'",
        "pictures/chair.narrow.svg:1: a narrow drawing of no picture, 'chair'",
    ]


@pytest.mark.parametrize("name", names_in(ROOT / "book"))
def test_the_books_own_pictures(name, tmp_path):
    """Each picture of the handbook passes, and has a second drawing for a phone."""
    folder = ROOT / "book" / FOLDER
    texts = {stem: (folder / f"{stem}.svg").read_text(encoding="utf-8") for stem in (name, f"{name}.narrow")}
    root = book_with(tmp_path, page=PAGE + f"\n```{{picture}} {name}\n```\n", **texts)
    assert found(root) == []
