"""``mp workshop``: rooms that people join on their phones."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from ..workshop.store import Store, Summary

_AGE = re.compile(r"(\d{1,4})\s*([dwh])")
_HOURS = {"h": 1, "d": 24, "w": 7 * 24}
HOUR_MS = 3_600_000


class Age(click.ParamType[int]):
    """How long ago, in hours: ``30d``, ``4w`` or ``12h``."""

    name = "age"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = _AGE.fullmatch(str(value).strip().lower())
        if found is None:
            self.fail(f"{value!r} is no age; write 30d, 4w or 12h", param, ctx)
        return int(found[1]) * _HOURS[found[2]]


_store = click.option(
    "--store",
    help="Where rooms are kept: a file, postgresql+pg8000://USER@HOST/NAME, or @FILE, which says so. "
    "By default MP_WORKSHOP_STORE, or a file in your own data folder.",
)


@click.group(invoke_without_command=True)
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8867, show_default=True, help="0: any free one."
)
@click.option(
    "--ip",
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Who can reach it: only this machine by default; 0.0.0.0 for the phones of a room. It opens this "
    "port to everybody on this machine's networks: they can knock at rooms, whose codes they need, and at "
    "the control room, whose token they need. No handbook, file or notebook is served with it.",
)
@click.option(
    "--address",
    help="By which address phones reach it, such as https://room.example.org: behind a proxy or a tunnel.",
)
@click.option(
    "--certfile",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A certificate, with its chain: phones connect by https.",
)
@click.option(
    "--keyfile",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The certificate's key, where it is in a file of its own.",
)
@_store
@click.option("--new-token", is_flag=True, help="Let nobody in who had the control room's address before.")
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="Take from X-Forwarded-For where requests come from. Only behind a proxy that sets it.",
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the control room when ready.")
@click.pass_context
def workshop(
    context: click.Context,
    port: int,
    ip: str,
    address: str | None,
    certfile: Path | None,
    keyfile: Path | None,
    store: str | None,
    new_token: bool,
    behind_proxy: bool,
    open_browser: bool,
) -> None:
    """Serve a workshop: a control room for the trainer, and rooms that people join on their phones.

    Prints the control room's address with its token, and the address for the phones. Several servers may
    share one PostgreSQL store behind a balancer; they need the same token in MP_WORKSHOP_TOKEN. Phones may
    reach any of them. The control room has its engine in one of them: let the balancer send all of /control/
    to that one, or always the same trainer to the same server.
    """
    context.obj = store
    if context.invoked_subcommand is not None:
        return
    if keyfile is not None and certfile is None:
        raise click.UsageError("--keyfile without --certfile; name the certificate too")
    from ..workshop.web.run import Wish, serve

    wish = Wish(
        ip=ip,
        port=port,
        port_named=context.get_parameter_source("port") is not ParameterSource.DEFAULT,
        store=store,
        new_token=new_token,
        address=address,
        certificate=certfile,
        key=keyfile,
        proxied=behind_proxy,
        open_browser=open_browser,
    )
    serve(wish, click.echo)


@workshop.command("list")
@_store
@click.option("--all", "every", is_flag=True, help="With those that are archived.")
@click.pass_obj
def list_rooms(outer: str | None, store: str | None, every: bool) -> None:
    """List the rooms, the latest first."""
    with _opened(store or outer) as opened:
        rooms = opened.rooms.all(archived=None if every else False)
        for entry in rooms:
            click.echo(_line(entry))
        if not rooms:
            click.echo("There is no room." if every else "There is no room that is not archived.")


@workshop.command("plans")
def list_plans() -> None:
    """List the session plans: how long each takes, for how many people, and its name."""
    from ..workshop.sessions import sessions

    for plan in sessions():
        people = f"{plan.people[0]}-{plan.people[1]}"
        click.echo(f"{plan.slug:34}{plan.minutes:4} min {people:>8} people  {plan.title}")


@workshop.command("plan")
@click.argument("slug")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="Where the page is written; a browser opens and prints it.",
)
def print_plan(slug: str, out: Path) -> None:
    """Write the session plan SLUG as one page to print: the trainer's sheet, then the handouts."""
    from ..workshop.export.sheet import sheet
    from ..workshop.timetable import session_named

    out.write_text(sheet(session_named(slug)), encoding="utf-8")
    click.echo(f"Written: {out}")


@workshop.command()
@_store
@click.argument("room")
@click.pass_obj
def reopen(outer: str | None, store: str | None, room: str) -> None:
    """Open ROOM again, by its code or id, after it was ended or archived."""
    with _opened(store or outer) as opened:
        found = opened.rooms.reopen(_one(opened, room).room.id, by="mp workshop")
        click.echo(f"{found.code} is open again: {found.title}")


@workshop.command()
@_store
@click.argument("room")
@click.pass_obj
def archive(outer: str | None, store: str | None, room: str) -> None:
    """End ROOM, by its code or id, and put it away; `mp workshop reopen` takes it out again."""
    with _opened(store or outer) as opened:
        found = opened.rooms.archive(_one(opened, room).room.id, by="mp workshop")
        click.echo(f"{found.code} is archived: {found.title}")


@workshop.command()
@_store
@click.option("--older-than", "hours", type=Age(), required=True, help="Such as 30d, 4w or 12h.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def purge(outer: str | None, store: str | None, hours: int, yes: bool) -> None:
    """Delete for good every room in which nothing has happened for so long, with all its answers."""
    with _opened(store or outer) as opened:
        before = datetime.now(UTC).timestamp() * 1000 - hours * HOUR_MS
        old = [entry for entry in opened.rooms.all() if entry.touched < before]
        for entry in old:
            click.echo(_line(entry))
        if not old:
            click.echo("No room is that old.")
        elif yes or _agrees(len(old)):
            opened.purge(entry.room.id for entry in old)
            click.echo(f"Deleted: {len(old)}")


def _agrees(rooms: int) -> bool:
    try:
        return click.confirm(f"Delete {rooms} room{'s' if rooms > 1 else ''} for good?")
    except click.Abort as error:
        click.echo()
        raise ValueError("nothing was deleted; where nobody can answer, add --yes") from error


def _opened(place: str | None) -> closing[Store]:
    from ..workshop.store import open_store

    return closing(open_store(place))


def _one(store: Store, named: str) -> Summary:
    """Return the room that a code or an id names; of several with one code, the latest."""
    wanted = named.strip()
    for entry in store.rooms.all():
        if wanted.upper() == entry.room.code or wanted == entry.room.id:
            return entry
    from ..workshop.store import NoRoom

    raise NoRoom(named)


def _line(entry: Summary) -> str:
    room = entry.room
    day = datetime.fromtimestamp(entry.touched / 1000, UTC).astimezone().strftime("%Y-%m-%d")
    state = "archived" if room.archived is not None else entry.state.phase
    return f"{room.code}  {day}  {state:9}{entry.people:5} people {entry.answers:6} answers  {room.title}"
