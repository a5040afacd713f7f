"""What a build takes from outside: variables and a folder. This loads no Sphinx."""

from __future__ import annotations

SITE = "MP_BOOK_SITE"
"""The variable that says where the book is published. Without it nothing on a page names an address."""

KEPT = "MP_BOOK_EXECUTED"
"""The variable that says where results of pages are kept between builds; else they lie with the build."""

CHANGES = "changelog.d"
"""The folder, beside the pages' own, of what each change says of itself."""
