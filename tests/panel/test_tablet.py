"""What a tablet saves by itself: once, in order, acknowledged when on disk, or refused with a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mp_exercises.panel.folder import Folder, open_folder
from mp_exercises.panel.new import new_campaign
from mp_exercises.panel.records import read_book

from .conftest import put
from .serving import Running, ask, day, judged, line, receipt

VISIT = ("empathy", "autonomy-support", "clarity", "curiosity")
SAID = "“She said it once.”"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a campaign with a candidate for each test."""
    path = tmp_path_factory.mktemp("tablet") / "campaign"
    new_campaign(path)
    put(path, "candidates", [{"candidate": f"C{n:02d}", "state": "in"} for n in range(1, 10)])
    return open_folder(path)


@pytest.fixture(scope="module")
def running(folder: Folder) -> Iterator[Running]:
    """Yield the running day."""
    with day(folder.path) as found:
        yield found


def whole(unit: str, point: int = 3) -> list[dict[str, object]]:
    """Return the lines of a whole sheet of the visit."""
    return [judged(unit, name, point, SAID) for name in VISIT]


def locking(unit: str, point: int = 3, *, alone: bool = True) -> dict[str, object]:
    """Return the lock of such a sheet, with what the tablet shows."""
    score = {"point": point, "lines": [SAID, ""], "higher": ""}
    return line("lock", "visit", {"unit": unit, "alone": alone, "scores": dict.fromkeys(VISIT, score)})


def point_of(folder: Folder, unit: str, name: str = "clarity") -> int | None:
    """Return what p3's record gives for one quality."""
    return read_book(folder).sheet("visit", unit, "p3").scores[name].point


def test_what_is_acknowledged_is_in_the_record(folder, running):
    """A receipt names the lines that are on disk, begun words and “not seen” too; the page opens so."""
    begun = judged("C01", "clarity", None, "Begun, and not yet a number")
    unseen = judged("C01", "empathy", "unseen")
    kept, refused = receipt(running.send("p3", begun, unseen))
    assert (kept, refused) == ([begun["id"], unseen["id"]], {})
    scores = read_book(folder).sheet("visit", "C01", "p3").scores
    assert scores["clarity"].begun
    assert scores["clarity"].lines == ("Begun, and not yet a number",)
    assert (scores["empathy"].point, scores["empathy"].begun) == (None, False)
    assert "Begun, and not yet a number" in running.get(f"{running.links['p3']}visit/C01").text
    emptied = judged("C01", "clarity", None, "  ")
    receipt(running.send("p3", emptied))
    assert "clarity" not in read_book(folder).sheet("visit", "C01", "p3").scores


def test_a_line_that_comes_twice_counts_once(folder, running):
    """Lines whose receipt was lost are acknowledged again and change nothing, also after a newer one."""
    older, newer = judged("C02", "clarity", 2, SAID), judged("C02", "clarity", 4, SAID)
    receipt(running.send("p3", older))
    receipt(running.send("p3", newer))
    size = folder.record("p3").size()
    assert receipt(running.send("p3", older, newer))[0] == [older["id"], newer["id"]]
    assert folder.record("p3").size() == size
    assert point_of(folder, "C02") == 4


def test_a_server_that_starts_again_knows_what_it_had(folder):
    """Another process of the server acknowledges what the first one wrote, and takes only what is new."""
    first, second = judged("C03", "clarity", 2, SAID), judged("C03", "curiosity", 5, SAID)
    with day(folder.path) as before:
        receipt(before.send("p3", first))
    with day(folder.path) as after:
        assert receipt(after.send("p3", first, second))[0] == [first["id"], second["id"]]
    lines = [one.id for one in folder.record("p3").read().lines]
    assert (lines.count(str(first["id"])), lines.count(str(second["id"]))) == (1, 1)


def test_a_sheet_locks_only_as_it_is_shown(folder, running):
    """A lock is refused where another tablet saved something else, and unless it was scored alone."""
    missing = receipt(running.send("p3", locking("C04")))[1]
    assert "something else is saved" in next(iter(missing.values()))
    receipt(running.send("p3", *whole("C04")))
    receipt(running.send("p3", judged("C04", "clarity", 5, SAID)))
    other = receipt(running.send("p3", locking("C04")))[1]
    assert "something else is saved" in next(iter(other.values()))
    receipt(running.send("p3", judged("C04", "clarity", 3, SAID)))
    unsaid = receipt(running.send("p3", locking("C04", alone=False)))[1]
    assert next(iter(unsaid.values())).startswith("Tick that you scored by yourself")
    assert read_book(folder).locked_by("visit", "C04") == set()
    lock = locking("C04")
    assert receipt(running.send("p3", lock))[0] == [lock["id"]]
    assert receipt(running.send("p3", lock))[0] == [lock["id"]]
    assert read_book(folder).locked_by("visit", "C04") == {"p3"}


def test_a_number_without_a_line_does_not_lock(running):
    """A lock names the qualities that have a number and no evidence."""
    bare = {"point": 3, "lines": [], "higher": ""}
    receipt(running.send("p3", *(judged("C05", name, 3) for name in VISIT)))
    lock = line("lock", "visit", {"unit": "C05", "alone": True, "scores": dict.fromkeys(VISIT, bare)})
    assert "Still missing: Empathy" in receipt(running.send("p3", lock))[1][str(lock["id"])]


def test_nobody_writes_on_another_s_sheet(folder, running):
    """Another's station, another campaign's line and a kind that is none are refused, and leave no line."""
    before = {member.id: folder.record(member.id).size() for member in folder.campaign.members}
    tried = [
        ("p1", judged("C06", "clarity", 3, SAID)),
        ("p5", locking("C06")),
        ("p3", judged("C99", "clarity", 3, SAID)),
        ("p3", judged("C06", "listening", 3, SAID)),
        ("p3", judged("C06", "clarity", 6, SAID)),
        ("p3", line("sheet", "visit", {"unit": "C06", "scores": {}})),
        ("p3", {**judged("C06", "clarity", 3, SAID), "exercise": "another"}),
        (
            "p3",
            line("settled", "visit", {"unit": "C06", "criterion": "clarity", "why": "I say so, at length."}),
        ),
        (
            "p3",
            line("change", "visit", {"unit": "C06", "criterion": "clarity", "point": 1, "why": "Because."}),
        ),
        ("p3", line("score", "visit", {"unit": ["C06"], "criterion": {}, "score": []})),
    ]
    for member, one in tried:
        kept, refused = receipt(running.send(member, one))
        assert kept == []
        assert refused[str(one["id"])]
    after = {member.id: folder.record(member.id).size() for member in folder.campaign.members}
    assert after == before


def test_one_bad_line_holds_up_no_other(folder, running):
    """In one request the good lines are saved and the bad one is refused."""
    good, bad = judged("C06", "clarity", 3, SAID), judged("C06", "curiosity", "many", SAID)
    kept, refused = receipt(running.send("p3", bad, good))
    assert kept == [good["id"]]
    assert refused == {bad["id"]: "A number is 1, 2, 3, 4 or 5."}
    assert point_of(folder, "C06") == 3


def test_a_reason_and_a_change_arrive_once_sheets_are_shared(folder, running):
    """Sent by a tablet, a change keeps its first number and its reason, and a difference its reason."""
    for member, point in (("p3", 1), ("p4", 4)):
        receipt(running.send(member, *whole("C07", point)))
        lock = locking("C07", point)
        assert receipt(running.send(member, lock))[0]
    why = "He read me the line before it."
    change = line("change", "visit", {"unit": "C07", "criterion": "clarity", "point": 3, "why": why})
    settled = line("settled", "visit", {"unit": "C07", "criterion": "empathy", "why": "We heard two things."})
    for _ in range(2):
        assert receipt(running.send("p3", change, settled))[0] == [change["id"], settled["id"]]
    book = read_book(folder)
    changed = book.sheet("visit", "C07", "p3").scores["clarity"]
    assert (changed.point, changed.first, changed.why) == (3, 1, why)
    assert book.settled["visit", "C07", "empathy"] == "We heard two things."


def test_what_is_no_request_of_a_tablet_is_refused(folder, running):
    """Other sites, other types, other shapes and too much are refused in words that a tablet can show."""
    one, size = judged("C08", "clarity", 3, SAID), folder.record("p3").size()
    url = f"{running.links['p3']}answers"
    body = json.dumps({"lines": [one]}).encode()
    kind = {"Content_Type": "application/json"}
    for status, answer in (
        (403, running.send("p3", one, Origin="https://elsewhere.example")),
        (403, running.send("p3", one, Sec_Fetch_Site="cross-site")),
        (415, ask(url, body, {"Content_Type": "text/plain"})),
        (415, ask(url, body, {})),
        (400, ask(url, b"{", kind)),
        (400, ask(url, b"[" * 100_000, kind)),
        (400, running.send("p3")),
        (400, running.send("p3", *[one] * 51)),
        (400, running.send("p3", {**one, "more": 1})),
        (404, ask(f"{running.url}/m/{'0' * 32}/answers", body, kind)),
        (405, running.get(url)),
    ):
        assert answer.status == status
        assert json.loads(answer.text)["say"]
    assert folder.record("p3").size() == size


def test_what_cannot_be_written_is_not_called_saved(tmp_path: Path):
    """A record that the system does not let be written is a 503 that says so, and nothing is acknowledged."""
    path = tmp_path / "campaign"
    new_campaign(path)
    put(path, "candidates", [{"candidate": "C01", "state": "in"}])
    (path / "records").mkdir(exist_ok=True)
    (path / "records" / "p3.jsonl").mkdir()
    with day(path) as running:
        answer = running.send("p3", judged("C01", "clarity", 3, SAID))
    assert answer.status == 503
    assert json.loads(answer.text)["say"].startswith("It could not be written just now")


def test_the_player_is_the_same_for_everybody(running):
    """Script and styles have an address for each build, are kept, and no page runs anything else."""
    page = running.get(f"{running.links['p3']}visit/C09")
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert "<script>" not in page.text
    for name, kind in (("mp-day.js", "text/javascript"), ("mp-day.css", "text/css")):
        address = page.text.split(f"/parts/{name}?v=")[1].split('"')[0]
        part = running.get(f"/parts/{name}?v={address}")
        assert part.headers["Content-Type"].startswith(kind)
        assert "immutable" in part.headers["Cache-Control"]
        assert "immutable" not in running.get(f"/parts/{name}?v=older").headers["Cache-Control"]
    assert running.get("/parts/mp-control.js").status == 404
