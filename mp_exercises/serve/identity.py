"""Nobody logs in here, and no cookie tells one visitor from another."""

from __future__ import annotations

from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler


class Anyone(IdentityProvider):
    """Takes everybody as the same visitor; each page's own kernel is what keeps them apart."""

    async def get_user(self, handler: RequestHandler) -> User | None:
        return User("visitor", name="Visitor")
