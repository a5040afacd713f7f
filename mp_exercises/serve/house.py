"""What every server of ours is: Voila's application with only the routes that it needs, run as we run it."""

from __future__ import annotations

import asyncio
import logging
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, GZipContentEncoding, OutputTransform, RequestHandler
from traitlets.config import Config
from voila.app import Voila
from voila.paths import _default_root_dirs, collect_static_paths, collect_template_paths

from .config import APPS, READY_KERNELS, TEMPLATE, configuration
from .faults import Quiet, hush, request_ended
from .handbook import know_types
from .kernels import socket_folder

STARTING_SECONDS = 120
MOST_BODY = 1_000_000

FAILED = 'data-app-failed="yes"'
"""What the template writes where the notebook's cell failed."""


class AppFailed(RuntimeError):
    """The page of a notebook could not be made."""


class House(Voila):  # type: ignore[misc]
    """A server with notebooks of ours below one address, and whatever a subclass has beside them.

    Parameters
    ----------
    sockets
        Sockets that listen already.
    """

    ready = READY_KERNELS
    transform: type[OutputTransform] = GZipContentEncoding
    logged: Callable[[RequestHandler], None] = staticmethod(request_ended)

    def __init__(self, sockets: list[socket.socket], **traits: Any) -> None:
        super().__init__(**traits)
        self._sockets = sockets

    @classmethod
    def made(cls, *arguments: Any, notebook: Path, base_url: str, settings: Config | None = None) -> Any:
        """Return the server, ready to run.

        Parameters
        ----------
        arguments
            What its class takes.
        settings
            What is set otherwise than for ``mp serve``.
        """
        folder = socket_folder()
        config = configuration(sockets=folder is not None)
        config.merge(settings or Config())
        server = cls.instance(
            *arguments,
            config=config,
            connection_dir_root=str(folder or tempfile.gettempdir()),
            notebook_path=str(notebook),
            root_dir=str(APPS),
            base_url=base_url,
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

    def page(self, notebook: Path) -> dict[str, Any]:
        """Return what Voila's handler needs to make the page of a notebook."""
        return {
            "notebook_path": notebook.name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }

    def notebooks(self) -> list[str]:
        """Return the file names of the notebooks that are served."""
        return [Path(self.notebook_path).name]

    async def opened(self) -> None:
        """Do what is to be done once there are routes, before the first request."""

    async def answering(self) -> None:
        """Return once every address has answered."""

    async def closing(self) -> None:
        """Do what is to be done once no new request comes."""

    def listening(self, app: Application) -> HTTPServer:
        """Return the web server."""
        return HTTPServer(app, max_body_size=MOST_BODY)

    async def run(self, when_ready: Callable[[], None]) -> None:
        """Serve until cancelled, and leave no kernel behind.

        Raises
        ------
        AppFailed
            If the first page of a notebook could not be made.
        """
        know_types()
        hush()
        self.connection_dir = tempfile.mkdtemp(prefix="mp_", dir=self.connection_dir_root)
        self.app = Application(
            **self.init_settings(),
            log_function=self.logged,
            # The one POST there is names a kernel's id, which no other site can know; with Jupyter's
            # own check the page of a visitor who leaves could not end its kernel without a cookie.
            disable_check_xsrf=True,
            static_immutable_cache=[f"{self.base_url}voila/labextensions/"],
            websocket_max_message_size=MOST_BODY,
        )
        self.app.transforms.append(self.transform)
        await self.opened()
        self.app.add_handlers(".*$", self.init_handlers())
        web = self.listening(self.app)
        try:
            web.add_sockets(self._sockets)
            await self._answering()
            when_ready()
            for notebook in self.notebooks():
                self.kernel_manager.keep_ready(self.ready, notebook)
            await asyncio.Event().wait()
        finally:
            # From here on a kernel that ends is no news, nor a page that waited for it.
            logging.disable(logging.CRITICAL)
            web.stop()
            await self.closing()
            await self.kernel_manager.end_all()
            await web.close_all_connections()
            rmtree(self.connection_dir, ignore_errors=True)

    async def _answering(self) -> None:
        """Return once every address has answered, and the first page of each notebook is made."""
        await self.answering()
        for notebook in self.notebooks():
            self.kernel_manager.fill_if_needed(delay=0, notebook_name=notebook)
        for notebook in self.notebooks():
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
