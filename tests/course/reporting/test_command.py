"""``mp report`` as an assessor runs it, PDFs and all."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.browser.axe import violations
from tests.course.reporting.reports import trainee, written
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
