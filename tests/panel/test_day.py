"""The day's server: apart until all have locked, on every route, and saved only when it is on disk."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from mp_exercises.panel.folder import Folder, open_folder
from mp_exercises.panel.new import new_campaign
from mp_exercises.panel.records import read_book

from .conftest import put, stand_in
from .serving import Running, ask, day, judged, receipt

SECRET = "A line that only its writer may see"
VISIT = ("empathy", "autonomy-support", "clarity", "curiosity")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return a campaign with a candidate for each test that locks something."""
    path = tmp_path_factory.mktemp("day") / "campaign"
    new_campaign(path)
    put(path, "candidates", [{"candidate": f"C{n:02d}", "state": "in"} for n in range(1, 10)])
    put(path, "names", [{"candidate": "C01", "name": "An invented name"}])
    return open_folder(path)


@pytest.fixture(scope="module")
def running(folder: Folder) -> Iterator[Running]:
    """Yield the running day."""
    with day(folder.path) as found:
        yield found


def sheet(point: int = 3, line: str = "“She said it once.”", **points: int) -> dict[str, str]:
    """Return a whole sheet of the visit as its form sends it."""
    form = {"do": "save"}
    for name in VISIT:
        form[f"point-{name}"] = str(points.get(name.replace("-", "_"), point))
        form[f"first-{name}"] = line
    return form


def lock(running: Running, member: str, candidate: str, **more: object) -> None:
    """Lock a whole sheet of the visit."""
    form = {**sheet(**more), "do": "lock", "alone": "yes"}  # type: ignore[arg-type]
    answer = running.post(f"{running.links[member]}visit/{candidate}", form)
    assert "You have locked this sheet." in answer.text


def routes(folder: Folder, link: str) -> list[str]:
    """Return every address that a member could ask for, and some that are none."""
    places = [
        f"{station}/{unit}"
        for station in (*folder.campaign.stations, "calibration")
        for unit in ("C01", "r1")
    ]
    tried = ["", "progress", *places, *(f"{place}/talk" for place in places)]
    outside = [
        "records/p4.jsonl",
        "../records/p4.jsonl",
        "%2e%2e/records/p4.jsonl",
        "names.csv",
        "day-links.json",
    ]
    return [link + part for part in (*tried, *outside, "visit/C01/talk?member=p4", "visit/C01?member=p4")]


def test_nobody_peeks_by_any_route(folder, running):
    """With one sheet locked and one open, no address shows the other's line or number to anybody else."""
    lock(running, "p4", "C01", point=5, line=SECRET)
    for member, link in running.links.items():
        for url in routes(folder, link):
            for headers in ({}, {"Accept": "application/json"}):
                answer = running.get(url, **headers)
                if member == "p4":
                    continue
                assert SECRET not in answer.text, (member, url)
                assert "An invented name" not in answer.text
    for bare in (
        "/",
        "/m/",
        "/records/p4.jsonl",
        "/day-links.json",
        f"/m/{'0' * 32}/visit/C01",
        "/m/../campaign.yaml",
    ):
        answer = running.get(bare)
        assert answer.status == 404
        assert SECRET not in answer.text


def test_the_chair_sees_locks_and_no_number_before_all_have_locked(running):
    """The chair's page says who has locked, the shared page stays closed, and nobody else has that page."""
    lock(running, "p4", "C02", point=5, line=SECRET)
    chair = running.links["p1"]
    text = running.get(f"{chair}progress").text
    assert re.search(r"Candidate C02</th>\s*<td>1 of 2 locked</td>\s*<td>not yet shared", text)
    closed = running.get(f"{chair}visit/C02/talk")
    assert closed.status == 403
    assert SECRET not in closed.text
    assert running.get(f"{running.links['p2']}progress").status == 404


def test_what_is_not_shared_can_be_neither_settled_nor_changed(folder, running):
    """Before all have locked a reason or another number is refused, and no record gets a line."""
    lock(running, "p4", "C03", point=5)
    before = {member.id: folder.record(member.id).size() for member in folder.campaign.members}
    for member in ("p3", "p4", "p1", "p5"):
        for do in ("settle", "change"):
            form = {"do": do, "criterion": "clarity", "why": "Because I say so, at length.", "point": "1"}
            assert running.post(f"{running.links[member]}visit/C03/talk", form).status in (403, 404)
    after = {member.id: folder.record(member.id).size() for member in folder.campaign.members}
    assert after == before


def test_a_sheet_is_the_member_s_own(folder, running):
    """What somebody sends about a station that is not theirs is refused, whatever the form says."""
    for member, status in (("p1", 404), ("p5", 404), ("p8", 404)):
        form = {**sheet(), "member": "p3"}
        assert running.post(f"{running.links[member]}visit/C04", form).status == status
    assert read_book(folder).sheets.get(("visit", "C04"), {}) == {}


def test_the_form_without_a_script_saves_and_says_what_is_missing(folder, running):
    """What the plain form sends is in the record when the page says so, and a lock names what it lacks."""
    link = f"{running.links['p3']}visit/C05"
    form = {"do": "save", "first-clarity": "Begun, and not yet a number"}
    assert "Begun, and not yet a number" in running.post(link, form).text
    assert "Begun, and not yet a number" in folder.record("p3").path.read_text("utf-8")
    locked = running.post(link, {**form, "do": "lock", "alone": "yes"})
    assert locked.status == 409
    assert "Still missing: Empathy" in locked.text
    assert read_book(folder).locked_by("visit", "C05") == set()


def test_a_lock_is_for_good(folder, running):
    """After the lock neither the form nor a tablet changes the sheet, and no record grew."""
    lock(running, "p3", "C06", point=2)
    size = folder.record("p3").size()
    assert running.post(f"{running.links['p3']}visit/C06", sheet(5)).status == 409
    late = judged("C06", "clarity", 5, "Too late")
    kept, refused = receipt(running.send("p3", late))
    assert kept == []
    assert refused[late["id"]].startswith("This sheet is locked.")
    assert folder.record("p3").size() == size
    assert read_book(folder).sheet("visit", "C06", "p3").scores["clarity"].point == 2


def test_all_locked_then_talked_about(folder, running):
    """Once both have locked each sees the other's line, and a difference is open until its reason is kept."""
    lock(running, "p3", "C07", point=3, clarity=1, line="What the first heard")
    lock(running, "p4", "C07", point=3, clarity=4, line="What the second heard")
    talk = f"{running.links['p3']}visit/C07/talk"
    text = running.get(talk).text
    assert "What the second heard" in text
    assert "1 and 4: too far apart" in text
    assert running.post(talk, {"do": "settle", "criterion": "clarity", "why": "no"}).status == 409
    assert running.post(talk, {"do": "settle", "criterion": "empathy", "why": "There is none."}).status == 409
    done = running.post(
        talk, {"do": "settle", "criterion": "clarity", "why": "She went soft when asked again."}
    )
    assert "The reason is kept." in done.text
    form = {"do": "change", "criterion": "clarity", "point": "2", "why": "He read me the line before."}
    changed = running.post(f"{running.links['p4']}visit/C07/talk", form)
    assert "first 4; “He read me the line before.”" in changed.text
    book = read_book(folder)
    assert book.settled["visit", "C07", "clarity"] == "She went soft when asked again."
    assert book.sheet("visit", "C07", "p4").scores["clarity"].point == 2
    assert book.sheet("visit", "C07", "p3").scores["clarity"].point == 1


@pytest.mark.parametrize("point", ["6", "0", "x", "3.5", "٣", "1" * 5000])
def test_what_is_no_number_is_not_saved(folder, running, point):
    """A number that the scale does not have is refused with a sentence, and nothing is recorded."""
    size = folder.record("p3").size()
    answer = running.post(f"{running.links['p3']}visit/C08", {"point-clarity": point})
    assert answer.status == 409
    assert "A number is 1, 2, 3, 4 or 5." in answer.text
    assert folder.record("p3").size() == size


def test_other_sites_and_other_sizes(running):
    """A form from another site's page does nothing, and a body larger than a sheet is cut off."""
    link = f"{running.links['p3']}visit/C09"
    assert running.post(link, sheet(), Origin="https://elsewhere.example").status == 403
    assert running.post(link, sheet(), Sec_Fetch_Site="cross-site").status == 403
    with pytest.raises((OSError, AssertionError)):
        assert ask(link, b"first-clarity=" + b"x" * 3_000_000, {}).status == 400
    assert "not begun" in running.get(running.links["p3"]).text


def test_pages_give_nothing_away(running):
    """No page may be framed, kept or indexed or tell its address, and each allows its own parts alone."""
    for url in (running.links["p1"], f"{running.links['p3']}visit/C09", "/nowhere"):
        headers = running.get(url).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_words_are_text_on_every_page(folder, running):
    """Markup in a line stays text, on the sheet and on the shared page."""
    nasty = "</textarea><script>alert(1)</script>"
    lock(running, "p3", "C08", line=nasty)
    lock(running, "p4", "C08", line=nasty)
    for url in (f"{running.links['p3']}visit/C08", f"{running.links['p3']}visit/C08/talk"):
        text = running.get(url).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_links_are_kept_and_can_be_made_anew(folder, running):
    """Links are in a file that its owner alone reads; new ones let nobody in who had an old one."""
    from mp_exercises.panel.day.links import links_of, member_of

    file: Path = folder.path / "day-links.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    old = links_of(folder)
    assert {member: f"{running.url}/m/{token}/" for member, token in old.items()} == running.links
    fresh = links_of(folder, fresh=True)
    assert not set(fresh.values()) & set(old.values())
    assert member_of(fresh, old["p1"]) is None
    assert len(set(fresh.values())) == len(fresh)


def test_the_campaign_is_edited_while_the_day_goes_on(bare):
    """Who is new and stands in has a sheet at once; a fault is the chair's to see, and stops nobody."""
    folder = bare(2)
    with day(folder.path) as running:
        assert running.get(f"{running.links['p4']}visit/C01").status == 200
        stand_in(folder.path, "p9", add="  - {id: p9, who: stands in}")
        assert running.get(f"{running.links['p4']}visit/C01").status == 404
        assert running.get(f"{running.links['p4']}visit/C02").status == 200
        token = json.loads((folder.path / "day-links.json").read_text(encoding="utf-8"))["p9"]
        new = f"{running.url}/m/{token}/"
        assert running.get(f"{new}visit/C01").status == 200
        stand_in(folder.path, "p99")
        told = running.get(f"{running.links['p1']}progress").text
        assert "The day goes on with the campaign as it was before" in told
        assert "p99" in told
        assert "as it was before" not in running.get(running.links["p3"]).text
        assert running.get(f"{new}visit/C01").status == 200
        put(folder.path, "candidates", [{"candidate": "C01", "state": "in"}])
        stand_in(folder.path, "p9")
        assert "as it was before" not in running.get(f"{running.links['p1']}progress").text
        assert running.get(f"{running.links['p3']}visit/C02").status == 404
