"""``mp course page``: one file, which loads nothing, sends nothing and holds no key."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
import yaml

from mp_exercises.course.folder import checkout_course, new_course
from mp_exercises.course.page import MOST_GZIPPED, page_text, write_page
from mp_exercises.player.paper import NoPaper, Paper
from tests.course.trainees import SLUG, real_course, run

SLUGS = sorted(file.stem for file in (checkout_course() / "assessments").glob("*.yaml"))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Return a new course with this checkout's assessments."""
    return real_course(tmp_path_factory.mktemp("page") / "course")


class Parts(HTMLParser):
    """Collects what a browser would find: elements with their attributes, and the text of scripts."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.scripts, self._open = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._open = tag == "script"
        if self._open:
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._open = False

    def handle_data(self, data):
        if self._open:
            self.scripts[-1] += data

    @property
    def policy(self):
        """The content security policy, by directive."""
        (content,) = [a["content"] for t, a in self.elements if t == "meta" and "http-equiv" in a]
        return dict(part.split(" ", 1) for part in content.split("; "))


def secrets(course, slug):
    """Return every sentence that a keys file holds and the assessment does not."""
    keys = yaml.safe_load((course.keys / f"{slug}.yaml").read_text(encoding="utf-8"))["keys"]
    shown = " ".join((course.assessments / f"{slug}.yaml").read_text(encoding="utf-8").split())

    def texts(value):
        if isinstance(value, str):
            yield " ".join(value.split())
        elif isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                yield from texts(each)

    return [text for text in texts(keys) if " " in text and text not in shown]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_word_of_the_keys_is_in_it(course, slug):
    """No reason, rationale or notice of any graded assessment's keys stands in its page, nor any key."""
    data = json.loads(Parts(page_text(course.load(slug).assessment.public())).scripts[0])
    page = json.dumps(data, ensure_ascii=False)
    words = secrets(course, slug)
    assert len(words) > 20
    assert [text for text in words if text in " ".join(page.split())] == []
    assert '"key"' not in page
    assert {section["mode"] for section in data["sections"]} == {"graded"}


@pytest.mark.parametrize("slug", SLUGS)
def test_weight(course, slug):
    """Each page is light enough for a phone on a poor connection, and says what it weighs."""
    written = write_page(course, slug)
    assert written.gzipped < MOST_GZIPPED
    assert written.size == written.file.stat().st_size


def test_loads_and_sends_nothing(course):
    """No element names an address, and the policy lets only the page's own script run."""
    parts = Parts(page_text(course.load(SLUG).assessment.public()))
    addresses = [a.get("src") or a.get("href") for _, a in parts.elements if a.get("src") or a.get("href")]
    assert addresses == ["data:,"]
    assert parts.policy["default-src"] == "'none'"
    assert "connect-src" not in parts.policy
    digest = base64.b64encode(hashlib.sha256(parts.scripts[1].encode()).digest()).decode()
    assert parts.policy["script-src"] == f"'sha256-{digest}'"
    assert len(parts.scripts) == 2


def test_names_no_address(course):
    """The only address in the whole file is the name of a namespace, which no browser asks for."""
    text = page_text(course.load(SLUG).assessment.public())
    assert set(re.findall(r"https?://[\w./-]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1998/Math/MathML",
        "http://www.w3.org/1999/xhtml",
    }


def test_text_stays_text(course):
    """Markup in a title, a case or an option ends no element and begins none."""
    evil = "</script><script>alert(1)</script><!-- & \" '"
    public = json.loads(json.dumps(course.load(SLUG).assessment.public()))
    public["title"] = public["sections"][0]["case"] = public["sections"][0]["title"] = evil
    text = page_text(public)
    parts = Parts(text)
    assert len(parts.scripts) == 2
    data = json.loads(parts.scripts[0])
    assert data["title"] == data["sections"][0]["exercise"]["case"] == evil
    assert "<script>alert" not in text


def test_revisions_are_those_of_the_notebook(course):
    """An answer on the page carries the revision that the notebook's player and the marker know."""
    loaded = course.load(SLUG)
    data = json.loads(Parts(page_text(loaded.assessment.public())).scripts[0])
    assert [entry["rev"] for entry in data["sections"]] == [section.revision for section in loaded.keyed]


def test_says_what_a_trainee_must_know(course):
    """The page has the introduction, the minutes, and whether a panel set the pass mark."""
    assessment = course.load(SLUG).assessment
    data = Paper.of(assessment.public()).payload()
    assert (data["intro"], data["minutes"]) == (assessment.told, assessment.minutes)
    assert data["provisional"] is True


def test_refuses_keys(course):
    """A definition that carries a key makes no page."""
    public = dict(course.load(SLUG).assessment.public())
    public["sections"] = [section.data() for section in course.load(SLUG).keyed]
    with pytest.raises(NoPaper, match="carries keys"):
        page_text(public)


def test_carries_the_licences_of_what_is_in_it(course):
    """The page names the licence of the library that it contains, as that licence asks."""
    assert "Preact" in page_text(course.load(SLUG).assessment.public()).rsplit("<!--", 1)[1]


def test_command_writes_where_it_is_told(course, tmp_path):
    """The command writes the page and says where and how large; the same definition gives the same bytes."""
    done = run("mp_exercises", "course", "page", SLUG, "--course", course.root)
    assert (done.returncode, done.stderr) == (0, "")
    file = course.root / "pages" / f"{SLUG}.html"
    assert re.search(rf"wrote {re.escape(str(file))}: \d+ kB, \d+ kB gzipped", done.stdout)
    again = run("mp_exercises", "course", "page", SLUG, "--course", course.root, "--out", tmp_path / "x.html")
    assert again.returncode == 0
    assert (tmp_path / "x.html").read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("slug", "out", "said"),
    [
        ("nope", "x.html", "there is no assessment 'nope'"),
        ("example", "", "give a file in a folder that exists"),
        ("example", "no/such/x.html", "give a file in a folder that exists"),
    ],
)
def test_command_refuses_in_one_line(slug, out, said, tmp_path):
    """A wrong name or place is one line that says what would do, with exit code 2."""
    course = new_course(tmp_path / "course")
    done = run("mp_exercises", "course", "page", slug, "--course", course.root, "--out", tmp_path / out)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
