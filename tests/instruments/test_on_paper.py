"""Forms as PDFs, printed by Chromium."""

import io
from pathlib import Path
from unicodedata import normalize

import pytest
from pypdf import PdfReader

from mp_exercises.instruments import load, slugs
from mp_exercises.instruments.page import print_page
from mp_exercises.instruments.translate import load_sheet
from mp_exercises.paper import best_printer

A4 = (595, 842)
SIDES = {"candidate-scoring": 3, "practice-observation": 5}
"""The pages of a form; two, which is one sheet of paper, for every other."""


@pytest.mark.browser
def test_guide_and_form_on_paper(chromium_path):
    """Each form is A4 with its whole guide on the first page, and families' forms fit on one sheet."""
    with best_printer()(Path(chromium_path)) as printer:
        made = {slug: printer.print(print_page(load_sheet(slug))) for slug in slugs()}
        large = printer.print(print_page(load_sheet("goal-record"), large=True))
    for slug, data in made.items():
        pages = PdfReader(io.BytesIO(data)).pages
        # Letters that a font joins, such as fi, come out as one.
        words = [" ".join(normalize("NFKC", page.extract_text()).split()) for page in pages]
        form = load(slug)
        assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == A4
        for part in (
            form.guide.purpose,
            form.guide.use,
            form.guide.sees,
            form.guide.consent,
            form.guide.limits,
        ):
            for text in part:
                assert normalize("NFKC", text)[:30] in words[0], slug
        assert normalize("NFKC", form.intro[0])[:30] in words[1]
        assert len(pages) <= 1 + SIDES.get(slug, 2), slug
    assert len(PdfReader(io.BytesIO(large)).pages) > len(PdfReader(io.BytesIO(made["goal-record"])).pages)
