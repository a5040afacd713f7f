"""Real questions asked of the handbook's search and of Sphinx's, in one run, on the same built pages."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import mean, median
from typing import Any

import pandas as pd
import yaml

from mp_exercises.handbook.build import build
from mp_exercises.place import source_root
from mp_exercises.serve.folders import build_folder

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
QUESTIONS = ROOT / "tests" / "handbook" / "finding" / "questions.yaml"
BUNDLE = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning"]


def main() -> None:
    """Print how many questions each answers, and how fast."""
    html = build(source_root(), build_folder(), report=print)
    questions = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        asked, ours = Path(folder) / "questions.json", Path(folder) / "ours.mjs"
        asked.write_text(json.dumps(questions), encoding="utf-8")
        modules = ROOT / "frontend" / "node_modules"
        esbuild = [str(modules / ".bin" / "esbuild"), str(HERE / "ours.ts"), *BUNDLE, f"--outfile={ours}"]
        subprocess.run(esbuild, check=True, cwd=ROOT / "frontend")
        found = {
            name: _asked(script, html, asked)
            for name, script in (("ours", ours), ("Sphinx's", HERE / "sphinx.mjs"))
        }
    _print(questions, found)


def _asked(script: Path, html: Path, asked: Path) -> dict[str, Any]:
    done = subprocess.run(
        ["node", str(script), str(html), str(asked)], check=True, capture_output=True, text=True
    )
    answers: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answers


def _print(questions: list[dict[str, Any]], found: dict[str, dict[str, Any]]) -> None:
    places = {
        name: [_place(one, answer["pages"]) for one, answer in zip(questions, said["answers"], strict=True)]
        for name, said in found.items()
    }
    print(f"{len(questions)} questions")
    print(pd.DataFrame({name: _row(places[name], said) for name, said in found.items()}).T.to_string())
    if "--each" in sys.argv:
        asked = [question["ask"] for question in questions]
        print(pd.DataFrame(places, index=asked).replace(0, "–").to_string())


def _row(places: list[int], said: dict[str, Any]) -> dict[str, str]:
    times = [answer["milliseconds"] for answer in said["answers"]]
    return {
        "right first": str(sum(place == 1 for place in places)),
        "in three": str(sum(0 < place <= 3 for place in places)),
        "nothing": str(sum(not answer["pages"] for answer in said["answers"])),
        "mean 1/place": f"{mean(1 / place if place else 0 for place in places):.2f}",
        "median ms": f"{median(times):.1f}",
        "longest ms": f"{max(times):.1f}",
        "index read in ms": f"{said['reading']:.0f}",
    }


def _place(question: dict[str, Any], pages: list[str]) -> int:
    """Return the place, from 1, of the first right page; 0 where there is none."""
    return next((place for place, page in enumerate(pages, 1) if page in question["pages"]), 0)


if __name__ == "__main__":
    main()
