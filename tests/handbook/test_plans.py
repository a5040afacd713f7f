"""``{session-plans}``: the plans on a page are the plans that a workshop runs on."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from mp_exercises.exercise import CATALOGUE
from mp_exercises.workshop.sessions import sessions
from tests.handbook.tiny import MATTER, build_book, write_book

PAGE = """# Plans

```{session-plans}
:list:
```

## Of one theme

```{session-plans}
:about: choosing
```
"""


def test_plans_on_a_page_are_those_of_the_package(tmp_path: Path) -> None:
    """A table names them all; a theme's are whole, from times and materials to the link to the case."""
    chosen = [plan for plan in sessions() if plan.theme == "choosing"]
    slugs = sorted({slug for plan in chosen for slug in plan.plan.slugs()})
    shown = "".join(f"\n```{{exercise}} {slug}\n```\n" for slug in slugs)
    pages = {"plans.md": MATTER + PAGE, "played.md": f"# Played\n{shown}"}
    files = tuple(CATALOGUE / f"{slug}.yaml" for slug in slugs)
    built = build_book(write_book(tmp_path, pages, exercises=files))
    page = unescape(built.page("plans.html"))
    assert all(plan.title in page for plan in sessions())
    for plan in chosen:
        assert all(text in page for _path, text in plan.said())
        assert f"mp workshop plan {plan.slug}" in re.sub("<[^>]*>", "", page)
        assert f'id="plan-{plan.slug}"' in page
        assert all(f"played.html#exercise-{slug}" in page for slug in plan.plan.slugs())
    assert page.count('<details class="mp-figures mp-plan-steps') == len(chosen)
    others = [warning for warning in built.warnings if "plan-" not in warning]
    assert not others


def test_nothing_is_folded_in_a_book_for_readers(tmp_path: Path) -> None:
    """An e-reader that cannot unfold shows every minute all the same."""
    page = MATTER + "# Plans\n\n```{session-plans}\n:about: choosing\n```\n"
    built = build_book(write_book(tmp_path, {"plans.md": page}), "epub")
    text = unescape(built.page("plans.xhtml"))
    assert "<details" not in text
    assert "<summary" not in text
    assert all(plan.close in text for plan in sessions() if plan.theme == "choosing")
