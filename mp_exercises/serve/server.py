"""The one server: Voila's application with only the routes that it needs, and the handbook beside them."""

from __future__ import annotations

import asyncio
import logging
import socket
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.web import Application, GZipContentEncoding
from voila.app import Voila
from voila.paths import _default_root_dirs, collect_static_paths, collect_template_paths

from .config import APP, APPS, NOTEBOOK, READY_KERNELS, SIT, SITTING_NOTEBOOK, TEMPLATE, configuration
from .faults import Quiet, hush, request_ended
from .handbook import know_types
from .kernels import socket_folder
from .routes import routes

STARTING_SECONDS = 120
MOST_BODY = 1_000_000

FAILED = 'data-app-failed="yes"'
"""What the template writes where the notebook's cell failed."""


class AppFailed(RuntimeError):
    """The page of the scenario app, or of the assessment, could not be made."""


@dataclass(frozen=True)
class Settings:
    """What is served, and where.

    Attributes
    ----------
    handbook
        The folder of the built handbook.
    sockets
        Sockets that listen already.
    url
        Their address, with no slash at its end.
    kernels
        How many visitors may use the app at a time.
    sitting
        Whether there is an assessment to sit.
    """

    handbook: Path
    sockets: list[socket.socket]
    url: str
    kernels: int
    sitting: bool = False


class Server(Voila):  # type: ignore[misc]
    """The handbook at ``/``, the scenario app at ``/app/``, an assessment at ``/sit/`` if one is given."""

    def __init__(self, settings: Settings, **traits: Any) -> None:
        super().__init__(**traits)
        self._settings = settings

    @classmethod
    def of(cls, settings: Settings) -> Server:
        """Return the server, ready to run."""
        sockets = socket_folder()
        server: Server = cls.instance(
            settings,
            config=configuration(sockets=sockets is not None),
            connection_dir_root=str(sockets or tempfile.gettempdir()),
            notebook_path=str(NOTEBOOK),
            root_dir=str(APPS),
            base_url=APP,
            config_file_paths=[],
            log_level=logging.ERROR,
        )
        server.log.addFilter(Quiet())
        server.initialize([])
        return server

    def setup_template_dirs(self) -> None:
        """Find our template beside the package, so that a wheel need not write to ``share/jupyter``."""
        known = {"template_name": TEMPLATE, "root_dirs": [str(APPS), *_default_root_dirs()]}
        self.template_paths = collect_template_paths(["voila", "nbconvert"], prune=True, **known)
        self.static_paths = collect_static_paths(["voila", "nbconvert"], **known)

    def init_handlers(self) -> list[Any]:
        """Return every route there is."""
        page = {
            "notebook_path": NOTEBOOK.name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return routes(
            page,
            sitting={**page, "notebook_path": SITTING_NOTEBOOK.name} if self._settings.sitting else None,
            static=self.static_paths,
            extensions=self.labextensions_path,
            handbook=self._settings.handbook,
            kernels=self._settings.kernels,
        )

    async def run(self, when_ready: Callable[[], None]) -> None:
        """Serve until cancelled, and leave no kernel behind.

        Raises
        ------
        AppFailed
            If the scenario app's page could not be made.
        """
        know_types()
        hush()
        self.connection_dir = tempfile.mkdtemp(prefix="mp_", dir=self.connection_dir_root)
        self.app = Application(
            **self.init_settings(),
            log_function=request_ended,
            # The one POST there is names a kernel's id, which no other site can know; with Jupyter's
            # own check the page of a visitor who leaves could not end its kernel without a cookie.
            disable_check_xsrf=True,
            static_immutable_cache=[f"{APP}voila/labextensions/"],
            websocket_max_message_size=MOST_BODY,
        )
        self.app.transforms.append(GZipContentEncoding)
        self.app.add_handlers(".*$", self.init_handlers())
        web = HTTPServer(self.app, max_body_size=MOST_BODY)
        try:
            web.add_sockets(self._settings.sockets)
            await self._answering()
            when_ready()
            for notebook in self._notebooks():
                self.kernel_manager.keep_ready(READY_KERNELS, notebook)
            await asyncio.Event().wait()
        finally:
            # From here on a kernel that ends is no news, nor a page that waited for it.
            logging.disable(logging.CRITICAL)
            web.stop()
            await self.kernel_manager.end_all()
            await web.close_all_connections()
            rmtree(self.connection_dir, ignore_errors=True)

    async def _answering(self) -> None:
        """Return once every address has answered, and the first page of each notebook is made."""
        client = AsyncHTTPClient()
        await client.fetch(f"{self._settings.url}/")
        for address in (APP, SIT) if self._settings.sitting else (APP,):
            await client.fetch(f"{self._settings.url}{address}", method="HEAD")
        for notebook in self._notebooks():
            self.kernel_manager.fill_if_needed(delay=0, notebook_name=notebook)
        for notebook in self._notebooks():
            await self._first_page(notebook)

    async def _first_page(self, notebook: str) -> None:
        """Return once a notebook's first page is made."""
        first = self.kernel_manager.next_page(notebook)
        if first is None:
            return
        page = await asyncio.wait_for(asyncio.shield(first), STARTING_SECONDS)
        rendered, _rest = await asyncio.wait_for(asyncio.shield(page["task"]), STARTING_SECONDS)
        if FAILED in "".join(rendered):
            raise AppFailed(f"{notebook} does not start; the line above says why")

    def _notebooks(self) -> list[str]:
        return [NOTEBOOK.name, *([SITTING_NOTEBOOK.name] if self._settings.sitting else [])]
