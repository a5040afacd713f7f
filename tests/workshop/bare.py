"""The participants' side of a workshop alone: ``python -m tests.workshop.bare STORE PORT``.

The same routes, desk and web server as in ``mp workshop``, with no Voila beside them: they start in a
moment, so that a test can kill them.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from tornado.netutil import bind_sockets
from tornado.web import Application

from mp_exercises.serve.faults import part_ended
from mp_exercises.serve.stopping import until_stopped
from mp_exercises.serve.web import web_server
from mp_exercises.workshop.store import open_store
from mp_exercises.workshop.web.desk import Desk
from mp_exercises.workshop.web.routes import nothing, routes
from mp_exercises.workshop.web.served import FairServer, Packing, many_connections, patient, share


@asynccontextmanager
async def bare(place: str, port: int = 0, most: int | None = None) -> AsyncIterator[tuple[str, Desk]]:
    """Serve rooms until the block ends; yields the address and the desk.

    ``most`` is how many connections one network may hold; by default its share of all.
    """
    connections = many_connections()
    sockets = bind_sockets(port, "127.0.0.1")
    patient(sockets)
    url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    desk = Desk(open_store(place), url)
    desk.start()
    app = Application([*routes(desk), *nothing(desk)], log_function=part_ended)
    app.transforms.append(Packing)
    fair = partial(FairServer, most_from_one=most or share(connections, proxied=False))
    server = web_server(app, kind=fair)
    server.add_sockets(sockets)
    try:
        yield url, desk
    finally:
        server.stop()
        await desk.stop()
        await server.close_all_connections()


async def _serve(place: str, port: int) -> None:
    async with bare(place, port) as (url, _):
        print(f"Ready: {url}/", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with suppress(asyncio.CancelledError):
        asyncio.run(until_stopped(_serve(sys.argv[1], int(sys.argv[2]))))
