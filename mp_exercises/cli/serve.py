"""``mp serve``: the handbook and the scenario app at one address."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=8866, show_default=True, help="0: any free one."
)
@click.option(
    "--ip",
    default="127.0.0.1",
    show_default=True,
    help="Who can reach it: only this machine by default; 0.0.0.0 for everyone on its networks. "
    "WARNING: there is no password, so open it only where all may use it.",
)
@click.option(
    "--records", type=click.Path(path_type=Path, file_okay=False), help="Where visitors' answers are kept."
)
@click.option(
    "--kernels", type=click.IntRange(1), default=40, show_default=True, help="Most visitors at a time."
)
@click.option(
    "--assessment",
    type=click.Path(path_type=Path),
    help="An assessment to sit at /sit/: its released file, or the folder that has it. It holds no key.",
)
@click.option("--rebuild", is_flag=True, help="Build the handbook from scratch.")
@click.option("--open/--no-open", "open_browser", default=False, help="Open it in a browser when ready.")
@click.pass_context
def serve(
    context: click.Context,
    port: int,
    ip: str,
    records: Path | None,
    kernels: int,
    assessment: Path | None,
    rebuild: bool,
    open_browser: bool,
) -> None:
    """Build the handbook where it is stale, and serve it with the scenario app at one address.

    Prints the address when it answers. Where the port is taken and was not asked for by --port,
    the next free one is used.
    """
    from ..player.visitors import records_folder
    from ..serve.run import Wish, serve

    named = context.get_parameter_source("port") is not ParameterSource.DEFAULT
    wish = Wish(
        ip=ip,
        port=port,
        port_named=named,
        records=records or records_folder(),
        rebuild=rebuild,
        open_browser=open_browser,
        kernels=kernels,
        assessment=assessment,
    )
    serve(wish, _say)


def _say(line: str) -> None:
    click.echo(line)
