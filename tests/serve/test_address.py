"""How an address is written, and who can reach it."""

from __future__ import annotations

import pytest

from mp_exercises.serve.address import base_url, is_loopback


@pytest.mark.parametrize(
    ("ip", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("localhost", "http://localhost:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("::1", "http://[::1]:80"),
        ("192.0.2.7", "http://192.0.2.7:80"),
    ],
)
def test_address_can_be_opened_here(ip: str, url: str) -> None:
    """The printed address opens on this machine, also where every network is listened on."""
    assert base_url(ip, 80) == url


@pytest.mark.parametrize("ip", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_stays_on_this_machine(ip: str) -> None:
    """An address that stays on this machine needs no word about the missing password."""
    assert is_loopback(ip)


@pytest.mark.parametrize("ip", ["0.0.0.0", "::", "192.0.2.7", "practice.example"])
def test_can_be_reached_by_others(ip: str) -> None:
    """Every other address does."""
    assert not is_loopback(ip)
