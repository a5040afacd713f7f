"""The address that is served: a free port, and how people write it."""

from __future__ import annotations

import contextlib
import errno
import socket
from ipaddress import ip_address

from tornado.netutil import bind_sockets

TRIES = 50
_TAKEN = {errno.EADDRINUSE, errno.EACCES}


class PortTaken(RuntimeError):
    """No port could be had."""


def bind(ip: str, port: int, *, named: bool) -> tuple[int, list[socket.socket]]:
    """Listen on a port, and return it with its sockets.

    Parameters
    ----------
    named
        Whether somebody asked for just this port; otherwise the next free one will do.

    Raises
    ------
    PortTaken
        If another program has it.
    """
    for candidate in [port] if named else range(port, min(port + TRIES, 65_536)):
        try:
            sockets = bind_sockets(candidate, ip)
        except socket.gaierror as error:
            raise PortTaken(f"--ip {ip} is no address of this machine") from error
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise PortTaken(f"--ip {ip} is no address of this machine") from error
            if error.errno not in _TAKEN:
                raise
            continue
        return sockets[0].getsockname()[1], sockets
    if named:
        raise PortTaken(f"port {port} is taken by another program; choose another --port, or leave it out")
    raise PortTaken(f"none of the ports {port} to {port + TRIES - 1} is free; choose one with --port")


def is_loopback(ip: str) -> bool:
    """Return whether only this machine can reach ``ip``."""
    try:
        return ip_address(ip).is_loopback
    except ValueError:
        return ip == "localhost"


def base_url(ip: str, port: int) -> str:
    """Return the address as this machine's own browser opens it, with no slash at its end."""
    host = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(ip, ip)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def own_addresses(ip: str) -> list[str]:
    """Return the addresses by which others reach what listens on ``ip``."""
    if ip not in ("0.0.0.0", "::", ""):
        return [ip]
    found: list[str] = []
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        # Nothing is sent: the system only says by which of its addresses it would.
        asked.connect(("192.0.2.1", 9))
        found.append(asked.getsockname()[0])
    with contextlib.suppress(OSError):
        found += [entry[4][0] for entry in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]  # type: ignore[misc]
    return [each for each in dict.fromkeys(found) if not is_loopback(each)]
