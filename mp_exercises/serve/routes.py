"""Every route there is: a list of what is open, not of what is closed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.web import RedirectHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from .app_page import AppPage, Door
from .config import APP, SIT
from .handbook import HandbookFile

KERNEL = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
HOUR = 3600


class KernelState(KernelHandler):
    """Whether a kernel lives, for the page that holds it; ending it has a route of its own."""

    SUPPORTED_METHODS = ("GET",)


class VoilaFile(MultiStaticFileHandler):  # type: ignore[misc]
    """A part of Voila's front end, which a browser may keep for a while."""

    def get_cache_time(self, *_path: Any) -> int:
        return HOUR


def routes(
    page: dict[str, Any],
    *,
    sitting: dict[str, Any] | None = None,
    static: list[str],
    extensions: list[str],
    handbook: Path,
    kernels: int,
) -> list[Any]:
    """Return the routes of the app, and of the handbook for all else.

    Parameters
    ----------
    page
        What Voila's handler needs to make the app's page.
    sitting
        The same for the page of an assessment, where one is served.
    static
        Folders of Voila's front end.
    extensions
        Folders of JupyterLab extensions, the widgets among them.
    handbook
        The folder of the built handbook.
    kernels
        How many visitors may use the app, or sit the assessment, at a time.
    """
    door = Door(kernels)
    sit: list[Any] = []
    if sitting is not None:
        sit = [(SIT.rstrip("/"), RedirectHandler, {"url": SIT}), (SIT, AppPage, {**sitting, "door": door})]
    return [
        *sit,
        (f"{APP}api/kernels/{KERNEL}", KernelState),
        (f"{APP}api/kernels/{KERNEL}/channels", VoilaKernelWebsocketHandler),
        (f"{APP}voila/api/shutdown/{KERNEL}", VoilaShutdownKernelHandler),
        (f"{APP}voila/static/(.*)", VoilaFile, {"paths": static}),
        (f"{APP}voila/labextensions/(.*)", FileFindHandler, {"path": extensions}),
        (APP.rstrip("/"), RedirectHandler, {"url": APP}),
        (APP, AppPage, {**page, "door": door}),
        ("/(.*)", HandbookFile, {"path": str(handbook), "default_filename": "index.html"}),
    ]
