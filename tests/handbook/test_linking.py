"""Terms that lead to the glossary by themselves, in real builds."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from tests.handbook.tiny import build_book, write_book

GLOSSARY = """# Glossary

```{glossary}
change talk
  Words for change, and change talk is not its own link.

talk
  What people say.

key
  The answers.
```
"""

PAGE = """# Change talk

```{dialogue}
Ada: That was change talk.
```

A key, some *change talk* and **more talk**.
Change talks come and go, and change talk again.

- Small-talk is none. This talk is one.
- A `talk` in code.
"""


def links(html: str) -> list[tuple[str, str]]:
    """Return the words and the target of each link into the glossary."""
    found = lxml.html.fromstring(html).xpath("//article//a[contains(@href, 'glossary.html#term-')]")
    return [(link.text_content(), link.get("href").split("#")[1]) for link in found]


def test_first_use_is_linked(tmp_path: Path) -> None:
    """The first use in prose leads there: no heading, speech, everyday word or part of a word does."""
    built = build_book(write_book(tmp_path, {"glossary.md": GLOSSARY, "page.md": PAGE}))
    assert built.warnings == []
    assert links(built.page("page.html")) == [("Change talks", "term-change-talk"), ("talk", "term-talk")]
    assert links(built.page("glossary.html")) == []


def test_an_authors_link_is_enough(tmp_path: Path) -> None:
    """Where the author has linked a term, no second link is made."""
    page = "# Page\n\nTalk. See {term}`her words <talk>` and talk.\n"
    built = build_book(write_book(tmp_path, {"glossary.md": GLOSSARY, "page.md": page}))
    assert links(built.page("page.html")) == [("her words", "term-talk")]
