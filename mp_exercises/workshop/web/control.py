"""The trainer's side: Voila's page of the control room, and its kernels, behind the trainer's token."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from tornado.web import RedirectHandler, RequestHandler
from traitlets.config import Config
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from ...serve.app_page import FULL, WAIT_SECONDS, AppPage, Door
from ...serve.config import APPS
from ...serve.notices import notice
from ...serve.policy import COMMON_HEADERS, PAGE_POLICY, app_policy
from ...serve.routes import KERNEL, KernelState, VoilaFile
from .keys import Keys

CONTROL = "/control/"
LOGIN = f"{CONTROL}login"
NOTEBOOK = APPS / "control.ipynb"
NOTICES = Path(__file__).parent / "notices"
MOST_TRAINERS = 8

_HOST = re.compile(r"[0-9A-Za-z.:\[\]_-]{1,255}")


class Trainers(IdentityProvider):
    """Whoever brings the token is a trainer; their cookie is sent to the control room's addresses alone."""

    async def get_user_token(self, handler: RequestHandler) -> User | None:
        given = self.get_token(handler) or ""
        if not self.token or not secrets.compare_digest(given.encode(), self.token.encode()):
            return None
        return self.get_user_cookie(handler) or User("trainer", name="Trainer")  # type: ignore[return-value]


def trainer_config(keys: Keys, *, tls: bool) -> Config:
    """Return what is set otherwise than for ``mp serve``: the token, and the cookie that stands for it."""
    config = Config()
    config.Voila.token = keys.token
    config.Voila.cookie_secret = keys.cookie
    config.Voila.identity_provider_class = Trainers
    config.IdentityProvider.cookie_name = "mp-workshop-trainer"
    # Sent with no request that another site's page makes.
    config.IdentityProvider.cookie_options = {"samesite": "Strict"}
    config.IdentityProvider.secure_cookie = tls
    return config


class Plain:
    """What Jupyter's handlers do besides, and the control room's do not.

    They name an origin in an answer even where none is allowed, and make an error's page from a template
    that wants files which are not served here, and a cookie that every address would see.
    """

    def set_cors_headers(self) -> None:
        """No other origin reads anything here."""

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        """Answer with a status and nothing else: these are addresses that scripts ask."""
        self.clear()  # type: ignore[attr-defined]
        self.set_status(status_code)  # type: ignore[attr-defined]
        self.finish()  # type: ignore[attr-defined]


class State(Plain, KernelState):
    """Whether a kernel lives."""


class Channels(Plain, VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The socket between the page and its kernel."""


class Shutdown(Plain, VoilaShutdownKernelHandler):  # type: ignore[misc]
    """The end of a kernel whose page was left."""

    # Jupyter's own would tell anybody which methods other origins may use.
    SUPPORTED_METHODS = ("POST",)


class Extension(Plain, FileFindHandler):
    """A part of JupyterLab's front end."""


class ControlPage(Plain, AppPage):
    """``/control/``: the control room."""

    async def get(self, path: str | None = None) -> None:
        if self.request.query:
            # What stands behind the question mark, the token first of all, would reach the kernel's
            # environment, and with a kernel that stood ready that of the next trainer too.
            self.redirect(CONTROL)
            return
        await super().get(path)

    @property
    def content_security_policy(self) -> str:
        host = self.request.host
        return app_policy(host if _HOST.fullmatch(host) else "localhost")

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if status_code == FULL:
            self.set_header("Retry-After", str(WAIT_SECONDS))
        self.finish(
            notice({FULL: "trainers", 403: "token", 404: "missing"}.get(status_code, "broken"), NOTICES)
        )


class Login(Plain, JupyterHandler):
    """``/control/login``: where a trainer without a cookie brings the token."""

    def set_default_headers(self) -> None:
        for name, value in COMMON_HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    @property
    def content_security_policy(self) -> str:
        return PAGE_POLICY

    @allow_unauthenticated
    def get(self) -> None:
        self.finish(notice("token", NOTICES))

    @allow_unauthenticated
    def post(self) -> None:
        # Jupyter has compared the token, and set the cookie, before it comes here.
        if self.current_user:
            self.redirect(CONTROL)
            return
        self.set_status(403)
        self.finish(notice("token-wrong", NOTICES))


def control_routes(page: dict[str, Any], *, static: list[str], extensions: list[str]) -> list[Any]:
    """Return the routes below ``/control/``.

    Parameters
    ----------
    page
        What Voila's handler needs to make the page.
    static, extensions
        Folders of Voila's front end, and of JupyterLab extensions.
    """
    return [
        (CONTROL.rstrip("/"), RedirectHandler, {"url": CONTROL}),
        (CONTROL, ControlPage, {**page, "door": Door(MOST_TRAINERS)}),
        (LOGIN, Login),
        (f"{CONTROL}api/kernels/{KERNEL}", State),
        (f"{CONTROL}api/kernels/{KERNEL}/channels", Channels),
        (f"{CONTROL}voila/api/shutdown/{KERNEL}", Shutdown),
        (f"{CONTROL}voila/static/(.*)", VoilaFile, {"paths": static}),
        (f"{CONTROL}voila/labextensions/(.*)", Extension, {"path": extensions}),
    ]
