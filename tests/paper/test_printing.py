"""Pages on paper: one browser prints many, each as if it were the only one."""

from __future__ import annotations

import base64
import hashlib
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from mp_exercises.paper import best_printer

A4, A5 = (595, 842), (420, 595)
"""Points, to the next whole one."""


def page(size: str, words: str) -> str:
    """Return a page that allows its own style and nothing else."""
    style = f"@page {{ size: {size} }}"
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return (
        f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{words}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<style>{style}</style><p>{words}</p></html>"
    )


@pytest.mark.browser
def test_a_page_s_policy_ends_with_the_page(chromium_path):
    """Pages with policies of their own, printed one after another, each have their own size and words."""
    with best_printer()(Path(chromium_path)) as printer:
        made = [
            printer.print(page(size, words))
            for size, words in (("A4", "one"), ("A5", "two"), ("A4", "three"))
        ]
    read = [PdfReader(io.BytesIO(data)) for data in made]
    sizes = [(round(pdf.pages[0].mediabox.width), round(pdf.pages[0].mediabox.height)) for pdf in read]
    assert sizes == [A4, A5, A4]
    assert [pdf.pages[0].extract_text().strip() for pdf in read] == ["one", "two", "three"]
    assert [pdf.metadata.title for pdf in read] == ["one", "two", "three"]
