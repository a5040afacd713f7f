"""A page of a notebook, and its kernels, behind a token: for a trainer, or for who looks at a team's data."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from tornado.web import RedirectHandler, RequestHandler
from traitlets.config import Config
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from .app_page import FULL, WAIT_SECONDS, AppPage, Door
from .notices import notice
from .policy import SECRET_HEADERS, app_policy, page_policy
from .routes import KERNEL, KernelState, VoilaFile

_HOST = re.compile(r"[0-9A-Za-z.:\[\]_-]{1,255}")


@dataclass(frozen=True)
class Guarded:
    """A guarded page.

    Attributes
    ----------
    address
        Where it stands, with a slash at both ends; all that it needs lies below.
    notebook
        What makes the page.
    notices
        The folder of its friendly pages: ``token``, ``token-wrong``, ``full``, ``missing`` and ``broken``.
    most
        How many kernels it may have.
    """

    address: str
    notebook: Path
    notices: Path
    most: int

    @property
    def login(self) -> str:
        """Where somebody without a cookie brings the token."""
        return f"{self.address}login"


class Holders(IdentityProvider):
    """Whoever brings the token is let in; their cookie is sent to the guarded addresses alone."""

    async def get_user_token(self, handler: RequestHandler) -> User | None:
        given = self.get_token(handler) or ""
        if not self.token or not secrets.compare_digest(given.encode(), self.token.encode()):
            return None
        return self.get_user_cookie(handler) or User("holder", name="Holder of the token")  # type: ignore[return-value]


def guarded_config(token: str, cookie: bytes, name: str, *, tls: bool = False) -> Config:
    """Return what is set otherwise than for ``mp serve``.

    Parameters
    ----------
    cookie
        What signs the cookie that stands for the token.
    name
        Of that cookie.
    """
    config = Config()
    config.Voila.token = token
    config.Voila.cookie_secret = cookie
    config.Voila.identity_provider_class = Holders
    config.IdentityProvider.cookie_name = name
    # Sent with no request that another site's page makes.
    config.IdentityProvider.cookie_options = {"samesite": "Strict"}
    config.IdentityProvider.secure_cookie = tls
    return config


class Plain:
    """What Jupyter's handlers do besides, and these do not.

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


class GuardedPage(Plain, AppPage):
    """The page itself."""

    def initialize(self, door: Door, **kwargs: Any) -> None:
        self._guarded: Guarded = kwargs.pop("guarded")
        super().initialize(door=door, **kwargs)

    async def get(self, path: str | None = None) -> None:
        if self.request.query:
            # What stands behind the question mark, the token first of all, would reach the kernel's
            # environment, and with a kernel that stood ready that of the next visitor too.
            self.redirect(self._guarded.address)
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
        name = {FULL: "full", 403: "token", 404: "missing"}.get(status_code, "broken")
        self.finish(notice(name, self._guarded.notices))


class Login(Plain, JupyterHandler):
    """Where somebody without a cookie brings the token."""

    def initialize(self, guarded: Guarded) -> None:
        self._guarded = guarded

    def set_default_headers(self) -> None:
        for name, value in SECRET_HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    @allow_unauthenticated
    def get(self) -> None:
        self._show("token")

    @allow_unauthenticated
    def post(self) -> None:
        # Jupyter has compared the token, and set the cookie, before it comes here.
        if self.current_user:
            self.redirect(self._guarded.address)
            return
        self.set_status(403)
        self._show("token-wrong")

    def _show(self, name: str) -> None:
        page = notice(name, self._guarded.notices).encode()
        self.set_header("Content-Security-Policy", page_policy(page, forms="'self'"))
        self.finish(page)


def guarded_routes(
    guarded: Guarded, page: dict[str, Any], *, static: list[str], extensions: list[str]
) -> list[Any]:
    """Return the routes of a guarded page, and of what it needs.

    Parameters
    ----------
    page
        What Voila's handler needs to make the page.
    static, extensions
        Folders of Voila's front end, and of JupyterLab extensions.
    """
    at = guarded.address
    return [
        (at.rstrip("/"), RedirectHandler, {"url": at}),
        (at, GuardedPage, {**page, "guarded": guarded, "door": Door(guarded.most)}),
        (guarded.login, Login, {"guarded": guarded}),
        (f"{at}api/kernels/{KERNEL}", State),
        (f"{at}api/kernels/{KERNEL}/channels", Channels),
        (f"{at}voila/api/shutdown/{KERNEL}", Shutdown),
        (f"{at}voila/static/(.*)", VoilaFile, {"paths": static}),
        (f"{at}voila/labextensions/(.*)", Extension, {"path": extensions}),
    ]
