"""The pages of a form as HTML: everything has a name, nothing is fetched, nothing breaks out."""

import re

import pytest
from lxml import html

from mp_exercises.exercise import parse_yaml
from mp_exercises.instruments import FORMS, instrument_from, load, slugs
from mp_exercises.instruments.page import fill_page, print_page
from mp_exercises.instruments.translate import load_sheet, sheet


@pytest.mark.parametrize("slug", slugs())
def test_every_field_can_be_filled_in_and_has_a_name(slug):
    """Each field of a form stands on its page, with a label, and each choice in a group with a name."""
    form, page = load(slug), html.document_fromstring(fill_page(load_sheet(slug)))
    controls = page.xpath("//form//*[self::input or self::textarea]")
    assert {one.get("name") for one in controls} == {one.id for one in form.placed()}
    for control in controls:
        own = page.xpath(f"//label[@for='{control.get('id')}']") or control.xpath("ancestor::label")
        assert " ".join(own[0].text_content().split())
    for group in page.xpath("//fieldset"):
        assert group.xpath("normalize-space(legend)")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("slug", slugs())
def test_nothing_is_fetched(slug):
    """Neither page names an address, and the page to fill in allows its one script and no request."""
    fill, paper = fill_page(load_sheet(slug)), print_page(load_sheet(slug))
    for page in (fill, paper):
        assert not re.search(r"(src|href|action)=[\"'](?!data:,|#)", page)
        assert "url(" not in page
    assert "default-src &#39;none&#39;; script-src &#39;sha256-" in fill
    assert "<script" not in paper


def test_its_script_may_lie_beside_it():
    """A page with its script beside it names that alone, has none of its own, and asks for nothing else."""
    page = fill_page(load_sheet("family-experience"), script_at="mp-instrument.js?v=1")
    assert re.findall(r"(?:src|href|action)=[\"'](?!data:,|#)([^\"']*)", page) == ["mp-instrument.js?v=1"]
    found = html.document_fromstring(page)
    assert [script.get("src") or script.get("type") for script in found.iter("script")] == [
        "application/json",
        "mp-instrument.js?v=1",
    ]
    policy = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "connect-src 'none'" in policy
    assert "script-src" not in policy
    assert "default-src" not in policy


def test_the_guide_stands_before_a_printed_form_and_apart_from_a_family_s_page():
    """Paper has the guide first; a family's page to fill in has none of what is said to staff."""
    purpose = load("family-experience").guide.purpose[0]
    assert purpose in print_page(load_sheet("family-experience"))
    assert purpose not in fill_page(load_sheet("family-experience"))
    assert load("practice-observation").guide.purpose[0] in fill_page(load_sheet("practice-observation"))


def test_an_author_s_text_stays_text():
    """What an author writes is never markup, a script or a style."""
    evil = '</title></style></script><b>&\\\\ \\"; } body { display: none'
    text = (FORMS / "team-conditions.yaml").read_text(encoding="utf-8")
    text = text.replace("title: Can we practise here?", f'title: "{evil}"', 1)
    made = sheet(instrument_from(parse_yaml(text, FORMS / "team-conditions.yaml")))
    for page in (fill_page(made), print_page(made)):
        tree = html.document_fromstring(page)
        assert tree.xpath("string(//h1)").startswith("</title></style></script><b>&")
        assert not tree.xpath("//b[not(@class)]")
        assert len(tree.xpath("//style")) == 1
        assert "display: none" not in tree.xpath("string(//style)").rsplit("@page", 1)[1]


def test_large_print():
    """The child's form is large unless somebody asks otherwise, and every form can be."""
    assert 'class="large child' in print_page(load_sheet("child-experience"))
    assert 'class="child' in print_page(load_sheet("child-experience"), large=False)
    assert 'class="large staff' in fill_page(load_sheet("team-conditions"), large=True)
