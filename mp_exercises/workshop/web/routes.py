"""Every route there is for participants and for the projector: a list of what is open."""

from __future__ import annotations

from typing import Any

from .answers import Answers
from .base import Nothing
from .desk import Desk
from .door import Door
from .looking import Exercise, Home, HomeKey, Look, Mine, Spread
from .pages import Page, Start, Static
from .screen import ScreenState, ScreenStream
from .stream import PhoneStream


def routes(desk: Desk) -> list[Any]:
    """Return the routes that need no login; whatever matches none of them is nothing."""
    own = {"desk": desk}
    slug = r"([a-z0-9][a-z0-9-]{0,59})"
    secret = r"([0-9a-f]{32})"
    return [
        ("/", Start, own),
        ("/join", Page, {**own, "name": "join"}),
        (r"/join/([A-Za-z0-9-]{0,40})", Page, {**own, "name": "join"}),
        (r"/home/" + secret, Page, {**own, "name": "home"}),
        (r"/screen/" + secret, Page, {**own, "name": "screen"}),
        (r"/screen/" + secret + "/state", ScreenState, own),
        (r"/screen/" + secret + "/stream", ScreenStream, own),
        (r"/room/static/(mp-(?:room|screen|home)\.(?:js|css))", Static, own),
        ("/room/api/join", Door, own),
        ("/room/api/state", Look, own),
        ("/room/api/stream", PhoneStream, own),
        (r"/room/api/exercise/" + slug, Exercise, own),
        (r"/room/api/spread/(\d{1,3})", Spread, own),
        ("/room/api/answers", Answers, own),
        ("/room/api/mine", Mine, own),
        ("/room/api/home", HomeKey, own),
        (r"/room/api/home/" + secret, Home, own),
    ]


def nothing(desk: Desk) -> list[Any]:
    """Return the last route: every address that is none."""
    return [("/.*", Nothing, {"desk": desk})]
