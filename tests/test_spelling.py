"""Spelling: what ``make lint`` runs, on a page with American words."""

import subprocess
import sys

import yaml

from tests.handbook.tiny import ROOT

WORDS = ROOT / "book" / "american.txt"


def misspelt(tmp_path, text):
    """Return the words that codespell reports in a page, with this project's settings."""
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "codespell_lib", "-D", "-", "-D", WORDS, page]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return [line.split(": ")[1].split(" ==>")[0] for line in done.stdout.splitlines()]


def test_american_words_are_reported(tmp_path):
    """American spellings and slips of the finger are reported."""
    assert misspelt(tmp_path, "The behavior of an organization, teh neighbor.\n") == [
        "behavior",
        "organization",
        "teh",
        "neighbor",
    ]


def test_british_words_are_not(tmp_path):
    """British spellings, and the words of stories, pass."""
    text = "Her behaviour: to practise, organise, tread on it. A meter by the kerb; a licence, a sting.\n"
    assert misspelt(tmp_path, text) == []


def test_no_british_word_is_called_american():
    """No word is listed as wrong that the list itself offers as right."""
    pairs = [line.split("->") for line in WORDS.read_text(encoding="utf-8").splitlines()]
    assert {wrong for wrong, _ in pairs}.isdisjoint(right for _, right in pairs)
    assert [wrong for wrong, _ in pairs] == sorted({wrong for wrong, _ in pairs})


def test_the_style_guide_is_no_page():
    """The style guide stands beside the pages and is not built."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    assert "STYLE.md" in settings["exclude_patterns"]
    assert (ROOT / "book" / "STYLE.md").is_file()
