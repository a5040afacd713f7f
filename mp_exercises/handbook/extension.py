"""The Sphinx extension of the handbook: directives, roles and facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from .. import __version__
from .callouts import setup_callouts
from .citing import setup_citing
from .competencies import setup_competencies
from .dialogue import setup_dialogue
from .executed import setup_executed
from .facts_on_page import setup_facts
from .finding.unindexed import setup_unindexed
from .instruments import setup_instruments
from .linking import setup_linking
from .nodes import setup_nodes
from .paths import setup_paths
from .pictures import setup_pictures
from .plans import setup_plans
from .reviewed import setup_reviewed
from .sharing import setup_sharing
from .standards import setup_standards
from .tables import setup_tables

ENV_VERSION = 1


def find_sources(app: Sphinx, config: Config) -> None:
    """Find the bibliography beside the pages.

    It is looked for beside ``conf.py``, which ``jupyter-book build`` does not write and
    ``jupyter-book config sphinx`` writes elsewhere.
    """
    config.bibtex_bibfiles = [str(Path(app.srcdir) / file) for file in config.bibtex_bibfiles or ()]


def find_contents(app: Sphinx, config: Config) -> None:
    """Find ``_toc.yml`` above the pages, where the book keeps it.

    sphinx-external-toc takes a relative path from the pages' folder, jupyter-book from
    wherever it was started.
    """
    given = getattr(config, "external_toc_path", "")
    above = Path(app.srcdir).parent / Path(given).name
    if given and not (Path(app.srcdir) / given).is_file() and above.is_file():
        config.external_toc_path = above.as_posix()


def allow_parallel_reading(app: Sphinx, _config: Config) -> None:
    """Say what sphinx-multitoc-numbering leaves unsaid, so that ``-j`` works without a warning.

    It numbers sections once all pages are read, and keeps nothing while they are.
    """
    numbering = app.extensions.get("sphinx_multitoc_numbering")
    if numbering is not None and numbering.parallel_read_safe is None:
        numbering.parallel_read_safe = True


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything that the handbook's pages use."""
    app.connect("config-inited", find_sources)
    app.connect("config-inited", find_contents, priority=100)
    app.connect("config-inited", allow_parallel_reading)
    # jupyter-book sets this for an extension that this book does not load.
    if "comments_config" not in app.config:
        app.add_config_value("comments_config", {}, "")
    setup_nodes(app)
    setup_executed(app)
    setup_facts(app)
    setup_linking(app)
    setup_citing(app)
    setup_competencies(app)
    setup_dialogue(app)
    setup_callouts(app)
    setup_reviewed(app)
    setup_paths(app)
    setup_pictures(app)
    setup_plans(app)
    setup_sharing(app)
    setup_standards(app)
    setup_tables(app)
    setup_unindexed(app)
    setup_instruments(app)
    app.setup_extension("mp_exercises.player.directive")
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
