"""``mp report`` as an assessor runs it, PDFs and all."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.course.reporting.reports import SIZE, trainee, written
from tests.course.trainees import SLUG, environment, run


def report(course, *words):
    """Run ``mp report`` on a course."""
    return run("mp_exercises", "report", course.root, SLUG, *words)


@pytest.mark.browser
def test_pages_and_pdfs(course, tmp_path, chromium_path):
    """A PDF stands beside each page, tagged, in English, with its title; a second run makes nothing again."""
    words = ("--out", tmp_path, "--trainee", trainee(0), "--trainee", trainee(2))
    done = report(course, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 made, 0 as before, 0 failed" in done.stdout
    pdf = PdfReader(tmp_path / "trainees" / f"{trainee(0)}.pdf")
    assert pdf.metadata is not None
    assert "Empathy" in str(pdf.metadata.title)
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    said = " ".join(page.extract_text() for page in pdf.pages)
    assert "Ayodele Marsh" in said
    assert "Practice result" in said
    again = report(course, *words)
    assert "0 written, 2 as before" in again.stdout
    assert "0 made, 2 as before" in again.stdout


@pytest.mark.browser
def test_one_run_prints_every_page_in_its_own_design(few, tmp_path, chromium_path):
    """Trainees' pages and the cohort's report, printed by one run, each have their style and their links."""
    done = report(few, "--out", tmp_path, "--handbook", "https://handbook.example/")
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 made, 0 as before, 0 failed" in done.stdout
    files = [tmp_path / "technical-report.pdf", *sorted((tmp_path / "trainees").glob("*.pdf"))]
    assert len(files) == 5
    for file in files:
        pdf = PdfReader(file)
        # Paper, margins and the numbers of pages are the style sheet's.
        assert [round(side) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
        assert f"1 / {len(pdf.pages)}" in pdf.pages[0].extract_text()
        assert pdf.trailer["/Root"]["/Lang"] == "en-GB"
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert pdf.outline
    links = {
        note.get_object()["/A"]["/URI"]
        for page in PdfReader(files[1]).pages
        for note in page.get("/Annots", ())
        if "/A" in note.get_object()
    }
    assert "https://handbook.example/part2/empathy.html" in links
    assert "Technical report" in PdfReader(files[0]).metadata.title


@pytest.mark.browser
def test_ctrl_c_leaves_whole_files_and_the_next_run_goes_on(course, tmp_path, chromium_path):
    """Stopped while it prints, the command says so in one line; run again, it makes only what is missing."""
    command = [sys.executable, "-m", "mp_exercises", "report", course.root, SLUG, "--out", tmp_path]
    going = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    until = time.monotonic() + 120
    while len(list(tmp_path.rglob("*.pdf"))) < 3 and going.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    going.send_signal(signal.SIGINT)
    _, said = going.communicate(timeout=120)
    assert going.returncode == 130
    assert said.strip().splitlines()[-1].startswith("stopped; what was written stands")
    assert "Traceback" not in said
    kept = sorted(tmp_path.rglob("*.pdf"))
    assert 3 <= len(kept) < SIZE + 1
    assert all(PdfReader(file).pages for file in kept)
    again = report(course, "--out", tmp_path)
    assert f"0 written, {SIZE} as before" in again.stdout
    assert f"{SIZE + 1 - len(kept)} made, {len(kept)} as before, 0 failed" in again.stdout
    assert {file.name for file in tmp_path.rglob(".*")} <= {".gitignore"}


def test_links_that_would_lead_nowhere_are_told(few, tmp_path):
    """Without an address of the handbook the command says where links lead; with one it does not."""
    plain = report(few, "--no-pdf", "--out", tmp_path / "plain")
    assert "give --handbook URL" in plain.stdout
    told = report(few, "--no-pdf", "--out", tmp_path / "told", "--handbook", "https://handbook.example/")
    assert "--handbook" not in told.stdout


def test_without_a_browser(course, tmp_path):
    """Where no Chromium is found, one line says so, the exit code is 2 and nothing is written."""
    done = subprocess.run(
        [sys.executable, "-m", "mp_exercises", "report", course.root, SLUG, "--out", tmp_path / "out"],
        capture_output=True,
        text=True,
        check=False,
        env={**environment(), "CHROMIUM": str(tmp_path / "none")},
    )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "CHROMIUM" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--trainee", "nobody"], "nobody called 'nobody' is marked"),
        (["--groups", "missing.csv"], "cannot be read"),
        (["--handbook", "javascript:alert(1)"], "handbook"),
    ],
)
def test_bad_input_is_one_line(course, tmp_path, words, why):
    """What cannot be done is one line, with exit code 2."""
    done = report(course, "--no-pdf", "--out", tmp_path / "out", *words)
    assert done.returncode == 2
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_held_results_want_a_word(unread, tmp_path):
    """While answers wait for a marker nothing is written; with --provisional it is called not final."""
    refused = report(unread, "--no-pdf", "--out", tmp_path / "no")
    assert refused.returncode == 2
    assert "--provisional" in refused.stderr
    assert not (tmp_path / "no").exists()
    done = report(unread, "--no-pdf", "--out", tmp_path / "yes", "--provisional")
    assert done.returncode == 0
    assert "not final" in done.stderr


def test_a_run_that_was_stopped_goes_on(course, tmp_path):
    """Pages that are there already are left as they are, and those that are missing are written."""
    whole = written(course, tmp_path / "out")
    first = tmp_path / "out" / "trainees" / f"{trainee(0)}.html"
    before = first.stat().st_mtime_ns
    (tmp_path / "out" / "trainees" / f"{trainee(1)}.html").unlink()
    again = written(course, tmp_path / "out")
    assert (again.written, again.unchanged) == (1, len(whole.wanted) - 1)
    assert first.stat().st_mtime_ns == before
    shutil.rmtree(tmp_path / "out")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible(reports, browser: Browser, scheme, width):
    """A trainee's page and the cohort's break no rule of WCAG 2.2 A or AA, and nothing runs out sideways."""
    folder = reports.places.trainees.parent
    # The pages' own policy forbids the script that looks for violations.
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    for file in (folder / "trainees" / f"{trainee(1)}.html", folder / "technical-report.html"):
        page.goto(file.as_uri())
        assert violations(page) == [], file.name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, file.name
    context.close()
