"""Leave out what no page asks for: the theme's fonts, icons, scripts and styles, 8 MB of them."""

from __future__ import annotations

from pathlib import Path

from .offline import WORKER

STATIC = "_static"

TEXT = (".css", ".js", ".html")
"""What may itself name a further file."""


def prune(html: Path) -> None:
    """Delete each file of ``_static`` that neither a page nor a file that stays names.

    Parameters
    ----------
    html
        The folder of ``index.html``.
    """
    static = html / STATIC
    unseen = {file for file in static.rglob("*") if file.is_file()}
    pages = [page for page in html.rglob("*.html") if static not in page.parents]
    # The service worker of the last build names all that there was then.
    naming = [*pages, *(script for script in html.glob("*.js") if script.name != WORKER)]
    while naming:
        text = "\n".join(file.read_text(encoding="utf-8") for file in naming)
        seen = {file for file in unseen if file.name in text}
        unseen -= seen
        naming = [file for file in seen if file.suffix in TEXT]
    for file in unseen:
        file.unlink()
    _delete_empty_folders(static)


def _delete_empty_folders(folder: Path) -> None:
    inner = [path for path in folder.rglob("*") if path.is_dir()]
    for path in sorted(inner, key=lambda path: len(path.parts), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
