"""``mp workshop`` as it runs: the control room behind its token, kernels without secrets, restarts."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import ssl
import stat
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from click.testing import CliRunner

from mp_exercises.cli.app import cli
from mp_exercises.serve.config import configuration
from mp_exercises.serve.keys import Keys
from mp_exercises.workshop.store import Room, open_store
from mp_exercises.workshop.web.control import trainer_config
from tests.postgres import Postgres
from tests.serve.asking import page_config
from tests.serving import ROOT, Serving, mp
from tests.workshop.crowd import apart, check_counts, emptied, joined, voting
from tests.workshop.rooms import room_in
from tests.workshop.running import token_of, workshopping
from tests.workshop.wire import Answer

from .asking import TOKEN, ask, join

OPENSSL = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
KERNEL = "12345678-1234-1234-1234-123456789012"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the module's server keeps its rooms and keys."""
    return tmp_path_factory.mktemp("workshop")


@pytest.fixture(scope="module")
def house(folder: Path) -> Iterator[Serving]:
    """Yield a running workshop."""
    with workshopping(folder) as running:
        yield running


@pytest.fixture(scope="module")
def room(folder: Path, house: Serving) -> Room:
    """Return a room of it that somebody with ``TOKEN`` is in."""
    store = open_store(folder / "rooms.sqlite")
    made = room_in(store)
    store.close()
    join(house.url, made)
    return made


def log_in(house: Serving) -> str:
    """Open the control room's address as the terminal shows it, and return the cookie."""
    answer = ask(house.url, f"/control/?token={token_of(house)}")
    assert (answer.status, answer.headers["location"]) == (302, "/control/")
    return answer.headers["set-cookie"]


def inside(house: Serving, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask as a trainer's browser does."""
    return ask(house.url, path, method, Cookie=log_in(house).partition(";")[0], **headers)


def test_says_where_everything_is(house: Serving, folder: Path) -> None:
    """The terminal shows the control room with its token, the store, and who can reach it."""
    said = "\n".join(house.said)
    assert f"{house.url}/control/?token={token_of(house)}" in said
    assert str(folder / "rooms.sqlite") in said
    assert "Only this machine can reach it" in said


def test_token_opens_the_control_room(house: Serving) -> None:
    """The address with the token leads to one without it, and gives a cookie for the control room alone."""
    cookie = log_in(house)
    assert {"HttpOnly", "Path=/control/", "SameSite=Strict"} <= set(cookie.split("; "))
    page = inside(house, "/control/")
    assert page.status == 200
    kernel = page_config(page.body.decode())["kernelId"]
    assert inside(house, f"/control/api/kernels/{kernel}").status == 200
    assert inside(house, f"/control/voila/api/shutdown/{kernel}", "POST").status == 204


def test_login_page_takes_the_token(house: Serving) -> None:
    """Without a cookie there is a page that asks for the token, and says when it is another."""
    answer = ask(house.url, "/control/")
    assert answer.status == 302
    assert answer.headers["location"].startswith("/control/login")
    assert ask(house.url, "/control/login").status == 200
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    wrong = ask(house.url, "/control/login", "POST", b"token=wrong", **form)
    assert wrong.status == 403
    assert b"not the token" in wrong.body
    assert "set-cookie" not in wrong.headers
    right = ask(house.url, "/control/login", "POST", f"token={token_of(house)}".encode(), **form)
    assert (right.status, right.headers["location"]) == (302, "/control/")
    assert "set-cookie" in right.headers


def test_nothing_frames_the_page_of_the_token(house: Serving) -> None:
    """Where the token is asked for, right or wrong, no script but ours runs and no other page frames it."""
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    for answer in (
        ask(house.url, "/control/login"),
        ask(house.url, "/control/login", "POST", b"token=wrong", **form),
    ):
        policy = answer.headers["content-security-policy"]
        strict = {"default-src 'none'", "frame-ancestors 'none'", "form-action 'self'"}
        assert strict <= set(policy.split("; "))
        assert "unsafe" not in policy
        assert answer.headers["x-frame-options"] == "DENY"


def test_control_room_runs_no_script_that_somebody_put_into_it(house: Serving) -> None:
    """Of scripts in its page the control room runs its template's own, known by their digests."""
    answer = inside(house, "/control/")
    policy = dict(part.partition(" ")[::2] for part in answer.headers["content-security-policy"].split("; "))
    assert "'unsafe-inline'" not in policy["script-src"]
    scripts = re.findall(rb"<script>(.*?)</script>", answer.body, re.DOTALL)
    assert len(scripts) == 2
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
        assert f"'sha256-{digest}'" in policy["script-src"]
    kernel = page_config(answer.body.decode())["kernelId"]
    inside(house, f"/control/voila/api/shutdown/{kernel}", "POST")


CONTROL = [
    "/control/",
    f"/control/api/kernels/{KERNEL}",
    f"/control/api/kernels/{KERNEL}/channels",
    f"/control/voila/api/shutdown/{KERNEL}",
    "/control/api/kernels",
    "/control/api/contents",
    "/control/api/sessions",
    "/control/voila/files/control.ipynb",
    "/control/voila/render/control.ipynb",
    "/control/voila/labextensions/x/package.json",
    "/control/control.ipynb",
    "/control/export/answers.csv",
    "/control/terminals",
    "/control/tree",
    "/control/logout",
]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", CONTROL)
def test_participants_reach_nothing_of_the_trainers(
    path: str, method: str, house: Serving, room: Room
) -> None:
    """With nothing, a participant's token, or a room's secrets, no address of the control room opens."""
    for token in ("", TOKEN, room.screen, room.id, room.door):
        for headers in ({}, {"Upgrade": "websocket", "Connection": "Upgrade"}, {"Cookie": f"x={token}"}):
            answer = ask(house.url, path, method, token=token, **headers)
            assert answer.status in (302, 403, 404, 405)
            assert "set-cookie" not in answer.headers
            if answer.status == 302:
                assert answer.headers["location"].startswith("/control/login")
        assert ask(house.url, f"{path}?token={token}", method).status in (302, 403, 404, 405)


@pytest.mark.parametrize("query", ["template=lab", "voila-template=lab", "theme=dark", "voila-theme=dark"])
def test_nobody_chooses_the_template(query: str, house: Serving) -> None:
    """A template or theme in the address changes nothing: it is taken off, and Voila takes none either."""
    answer = inside(house, f"/control/?{query}")
    assert (answer.status, answer.headers["location"]) == (302, "/control/")
    config = trainer_config(Keys("t" * 24, b"c"), tls=False)
    found = configuration(sockets=True)
    found.merge(config)
    assert found.VoilaConfiguration.allow_template_override == "NO"
    assert found.VoilaConfiguration.allow_theme_override == "NO"


def test_other_sites_cannot_use_a_trainers_browser(house: Serving) -> None:
    """With the trainer's cookie, what another site's page sends reaches no kernel."""
    kernel = page_config(inside(house, "/control/").body.decode())["kernelId"]
    forged = {"Origin": "https://evil.example"}
    socket_headers = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    channels = f"/control/api/kernels/{kernel}/channels"
    assert inside(house, channels, **socket_headers, **forged).status == 403
    shutdown = f"/control/voila/api/shutdown/{kernel}"
    assert inside(house, shutdown, "POST", **forged).status in (403, 404)
    assert inside(house, f"/control/api/kernels/{kernel}").status == 200
    assert inside(house, shutdown, "POST").status == 204


def test_kernels_know_no_secret(house: Serving, room: Room) -> None:
    """No kernel's environment has the token, a cookie, a room's code or the address that was opened."""
    inside(house, f"/control/?token={token_of(house)}&room={room.code}")
    kernel = page_config(inside(house, "/control/").body.decode())["kernelId"]
    kernels = house.children()
    assert kernels
    for process in kernels:
        text = json.dumps(process.environ())
        assert not [word for word in (token_of(house), room.code, "?token", "room=") if word in text]
    inside(house, f"/control/voila/api/shutdown/{kernel}", "POST")


def test_kernels_know_no_password_of_the_store(database_server: Postgres, tmp_path: Path) -> None:
    """Where the store has a password, kernels are told by a file that its owner alone reads."""
    url = database_server.new().replace("@", ":quite-secret@", 1)
    with workshopping(tmp_path, store=url) as house:
        inside(house, f"/control/?token={token_of(house)}")
        kernels = house.children()
        assert kernels
        told = {process.environ()["MP_WORKSHOP_STORE"] for process in kernels}
        assert not [place for place in told if "quite-secret" in place]
        (file,) = (Path(place.removeprefix("@")) for place in told)
        assert file.read_text(encoding="utf-8") == url
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.exists()


def test_no_cookie_reaches_participants(house: Serving, room: Room) -> None:
    """No address outside the control room sets a cookie, for a trainer's browser either."""
    for path in ("/", "/join", "/room/api/state", f"/screen/{room.screen}", "/nothing"):
        assert "set-cookie" not in inside(house, path).headers


def test_control_room_allows_no_other_origin(house: Serving) -> None:
    """No answer of the control room names an origin that may read it."""
    for path in ("/control/", "/control/login", f"/control/?token={token_of(house)}"):
        for answer in (ask(house.url, path, Origin="https://evil.example"), inside(house, path)):
            assert not [name for name in answer.headers if name.startswith("access-control")]


def test_killed_whole_and_started_again(tmp_path: Path) -> None:
    """After kill -9 of everything the trainer's cookie and the phones in mid-vote go on where they were."""
    place = str(tmp_path / "rooms.sqlite")
    store = open_store(place)
    room = room_in(store)
    store.stage.open_all(room.id, 0)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]

    async def session() -> None:
        first = workshopping(tmp_path, port=port)
        house = await asyncio.to_thread(first.__enter__)
        cookie, token = log_in(house).partition(";")[0], token_of(house)
        phones = await joined([house.url], room, 10)
        vote = asyncio.ensure_future(voting(phones, 2))
        await asyncio.sleep(0.8)
        kernels = house.children()
        house.process.send_signal(signal.SIGKILL)
        house.process.wait(20)
        for kernel in kernels:
            kernel.kill()
        again = workshopping(tmp_path, port=port)
        house = await asyncio.to_thread(again.__enter__)
        try:
            assert token_of(house) == token
            answer = await asyncio.to_thread(ask, house.url, "/control/", "HEAD", Cookie=cookie)
            assert answer.status == 200
            given = await vote
            await emptied(phones)
        finally:
            await asyncio.to_thread(again.__exit__, None, None, None)
        check_counts(store, room, phones, given)

    apart(session())
    store.close()


def test_leaves_nothing_running(tmp_path: Path) -> None:
    """Asked to stop, it ends with 0, and leaves no kernel behind, also while phones hold streams."""
    with workshopping(tmp_path) as house:
        store = open_store(tmp_path / "rooms.sqlite")
        room = room_in(store)

        async def hold() -> list[psutil.Process]:
            phones = await joined([house.url], room, 5)
            kernels = house.children()
            assert await asyncio.to_thread(house.stop) == 0
            await asyncio.gather(*(phone.stop() for phone in phones))
            return kernels

        kernels = apart(hold())
        store.close()
    assert kernels
    _, alive = psutil.wait_procs(kernels, timeout=60)
    assert not alive


def test_token_of_ones_own_choice(tmp_path: Path, database_server: Postgres) -> None:
    """Two servers with one token and one PostgreSQL let the same trainer in, by one cookie."""
    token, place = "chosen-by-the-trainer-0123456789", database_server.new()
    with (
        workshopping(tmp_path / "one", store=place, MP_WORKSHOP_TOKEN=token) as one,
        workshopping(tmp_path / "two", store=place, MP_WORKSHOP_TOKEN=token) as two,
    ):
        assert token_of(one) == token_of(two) == token
        cookie = log_in(one).partition(";")[0]
        assert ask(two.url, "/control/", "HEAD", Cookie=cookie).status == 200
        for process in one.children():
            assert token not in json.dumps(process.environ())


def test_token_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    """A short token ends the start with one line that says what would be right."""
    done = run(tmp_path, MP_WORKSHOP_TOKEN="secret")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "24" in done.stderr


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--store", "mysql://x/y"], "PostgreSQL"),
        (["--certfile", "/nowhere.pem"], "certificate"),
        (["--keyfile", "/nowhere.pem"], "--certfile"),
        (["--ip", "no.such.address.invalid"], "address"),
    ],
)
def test_start_that_cannot_be(options: list[str], word: str, tmp_path: Path) -> None:
    """What cannot be served is told without a traceback, with exit code 2."""
    done = run(tmp_path, *options)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def run(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``mp workshop`` to its end."""
    return subprocess.run(
        mp("workshop", "--port", "0", *options),
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_key_with_a_password_is_refused(tmp_path: Path) -> None:
    """A key that wants a password ends the start with one line, and asks nobody to type it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    locked = OPENSSL.replace("-nodes", "-passout pass:secret").split()
    subprocess.run([*locked, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    done = run(tmp_path, "--certfile", str(certificate), "--keyfile", str(key))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--keyfile" in done.stderr


def test_host_says_what_it_opens() -> None:
    """The help for --host says who can reach what, and what they need for it."""
    done = CliRunner().invoke(cli, ["workshop", "--help"])
    said = " ".join(done.output.split())
    for word in ("0.0.0.0", "everybody on this machine's networks", "codes they need", "token they need"):
        assert word in said


def test_certificate(tmp_path: Path) -> None:
    """With a certificate it answers by https alone, and the trainer's cookie goes by https alone."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [
            *OPENSSL.split(),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    command = mp("workshop", "--port", "0", "--store", str(tmp_path / "rooms.sqlite"))
    process = subprocess.Popen(
        [*command, "--certfile", str(certificate), "--keyfile", str(key)],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Ready: "):
            break
    url = said[-1].split()[1].rstrip("/")
    try:
        assert url.startswith("https://")
        context = ssl.create_default_context(cafile=str(certificate))
        with urllib.request.urlopen(f"{url}/join", context=context, timeout=60) as answer:
            assert answer.status == 200
        token = next(line for line in said if "?token=" in line).strip().rpartition("token=")[2]
        plain = urllib.request.Request(f"{url}/control/login", f"token={token}".encode())
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), Stay())
        with opener.open(plain, timeout=60) as answer:
            assert "Secure" in answer.headers["Set-Cookie"]
        with pytest.raises((ConnectionError, http.client.HTTPException)):
            ask(url.replace("https", "http"), "/join")
    finally:
        process.terminate()
        assert process.wait(20) == 0
        process.stdout.close()


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def http_error_302(self, req, fp, code, msg, headers):
        return fp
