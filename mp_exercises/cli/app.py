"""The ``mp`` group: lazy commands, and errors in one line."""

from __future__ import annotations

import atexit
import errno
import gc
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from .. import __version__

COMMANDS = {
    "book": "mp_exercises.cli.book:book",
    "check": "mp_exercises.cli.check:check",
    "collect": "mp_exercises.cli.collect:collect",
    "course": "mp_exercises.cli.course:course",
    "instrument": "mp_exercises.cli.instrument:instrument",
    "keys": "mp_exercises.cli.keys:keys",
    "feedback": "mp_exercises.cli.feedback:feedback",
    "mark": "mp_exercises.cli.mark:mark",
    "marks": "mp_exercises.cli.marks:marks",
    "measure": "mp_exercises.cli.measure:measure",
    "moderate": "mp_exercises.cli.moderate:moderate",
    "panel": "mp_exercises.cli.panel:panel",
    "receipt": "mp_exercises.cli.receipt:receipt",
    "report": "mp_exercises.cli.report:report",
    "remark": "mp_exercises.cli.remark:remark",
    "schema": "mp_exercises.cli.schema:schema",
    "serve": "mp_exercises.cli.serve:serve",
    "standard": "mp_exercises.cli.standard:standard",
    "workshop": "mp_exercises.cli.workshop:workshop",
}

BAD_INPUT = 2

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})

AT_ONCE = 10_000
"""Objects between two looks for garbage: a command loads much, and leaves little behind."""


class Misused(click.ClickException):
    """A command line that cannot be used, told in one line."""

    exit_code = BAD_INPUT

    @classmethod
    def of(cls, error: click.UsageError) -> Misused:
        """Return what the library says of a command line, with where it is and where to look."""
        said = error.format_message().strip().rstrip(".")
        where = error.ctx.command_path if error.ctx else "mp"
        plain = said if said.startswith("-") else said[:1].lower() + said[1:]
        if "right would be" in said:
            return cls(f"{where}: {plain}")
        return cls(f"{where}: {' '.join(plain.split())}; right would be as `{where} --help` shows")

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it where errors are said."""
        click.echo(self.message, file=file, err=file is None)


class Lazy(click.Group):
    """A group that imports a command only when it is asked for."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read what stands before the command."""
        with one_line():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Read what the command was given, and run it."""
        with one_line():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@contextmanager
def one_line() -> Iterator[None]:
    """Turn what the library says of a command line in three lines into one."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        raise Misused.of(error) from error


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the full traceback of an error.")
@click.version_option(__version__, prog_name="mp")
def cli(debug: bool) -> None:
    """Run the handbook and its exercises: check, build, serve, mark."""


def main() -> None:
    """Run ``mp`` and turn what a user can mend into one line and exit code 2."""
    gc.set_threshold(AT_ONCE)
    # Python would look through all that was loaded once more, before the system takes it back anyhow.
    atexit.register(gc.freeze)
    if "--debug" in sys.argv:
        cli(prog_name="mp")
    try:
        cli(prog_name="mp")
    except ImportError as error:
        extras = "the package's extras 'serve', 'course', 'workshop', 'measures' and 'postgres'"
        _fail(f"{error}; install what this command needs: {extras}")
    except (ValueError, LookupError, OSError, RuntimeError) as error:
        _fail(_said(error))


def _said(error: Exception) -> str:
    """Return an error in one line; what the system says of a file without its number."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return (
            f"{error.filename or 'the disk'}: {error.strerror}; what was written before stands, so make room "
            "and run it again"
        )
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{error.filename}: {error.strerror}"
    return str(error) or type(error).__name__


def _fail(message: str) -> None:
    click.echo(f"mp: {message}", err=True)
    sys.exit(BAD_INPUT)
