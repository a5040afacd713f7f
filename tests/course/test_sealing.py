"""Keys under seal: what opens them, what is refused, and that no stop loses the only copy."""

import base64
import os
import pty
import shutil
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mp_exercises.checking.report import Report
from mp_exercises.course.build import build
from mp_exercises.course.built import Unbuilt, keyed_sections
from mp_exercises.course.check import check_course
from mp_exercises.course.folder import CONFIG, Course, CourseError, new_course
from mp_exercises.course.sealing.age import Damaged, WrongPassphrase, unlock
from mp_exercises.course.sealing.passphrase import WeakPassphrase, refuse_weak
from tests.course.trainees import ROOT, environment

GOOD = "otter plinth ravine mustard coil"
OTHER = "walnut tundra glove spire echo"


def mp(*words, passphrase=GOOD, **more):
    """Run ``mp`` with a passphrase in its environment, and nobody at the keyboard."""
    env = environment()
    env.pop("MP_KEYS_PASSPHRASE", None)
    if passphrase is not None:
        env["MP_KEYS_PASSPHRASE"] = passphrase
    command = [sys.executable, "-m", "mp_exercises", *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL, check=False, **more
    )


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory):
    """Return a course whose one key was built and then sealed, and what the command said."""
    course = new_course(tmp_path_factory.mktemp("sealing") / "course")
    build(course, "example")
    (course.keys / "receipt.key").write_bytes(b"r" * 32)
    plain = (course.keys / "example.yaml").read_bytes()
    return course, plain, mp("keys", "seal", course.root)


@pytest.fixture
def sealed(sealed_once, tmp_path):
    """Return a copy of the sealed course for one test, and its plain key."""
    course, plain, _ = sealed_once
    shutil.copytree(course.root, tmp_path / "course")
    return Course(tmp_path / "course"), plain


def seal_file(course):
    """Return the file of the example's seal."""
    return course.keys / "example.yaml.sealed"


def test_seal_leaves_nothing_readable(sealed_once):
    """After sealing, the key and what was built from it are gone, and no word of it stands in the seal."""
    course, plain, done = sealed_once
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{seal_file(course)}: sealed\n"
    assert sorted(file.name for file in course.keys.iterdir()) == [
        ".gitignore",
        "example.yaml.sealed",
        "receipt.key",
    ]
    text = seal_file(course).read_text(encoding="ascii")
    assert text.startswith("-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert "rationale" not in text
    assert unlock(text.encode(), GOOD) == plain


def test_a_checkouts_own_keys_are_opened(sealed):
    """What courses are made from, definitions and keys without settings, is opened as it stands."""
    course, plain = sealed
    (course.root / CONFIG).unlink()
    done = mp("keys", "open", course.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{course.keys / 'example.yaml'}: opened\n"
    assert (course.keys / "example.yaml").read_bytes() == plain


def test_open_gives_the_key_back(sealed):
    """Opening restores the key byte for byte, readable by its owner only, and keeps the seal."""
    course, plain = sealed
    before = seal_file(course).read_bytes()
    done = mp("keys", "open", course.root)
    assert (done.returncode, done.stderr) == (0, "")
    assert (course.keys / "example.yaml").read_bytes() == plain
    assert (course.keys / "example.yaml").stat().st_mode & 0o777 == 0o600
    assert seal_file(course).read_bytes() == before
    assert build(course, "example")


def test_sealing_an_unchanged_key_changes_no_byte(sealed):
    """Sealing again what has not changed leaves the seal as it is, so that git sees nothing."""
    course, plain = sealed
    before = seal_file(course).read_bytes()
    (course.keys / "example.yaml").write_bytes(plain)
    done = mp("keys", "seal", course.root)
    assert (done.returncode, done.stdout) == (0, f"{seal_file(course)}: unchanged\n")
    assert seal_file(course).read_bytes() == before
    assert not (course.keys / "example.yaml").exists()


def test_a_changed_key_is_sealed_anew_and_may_stay(sealed):
    """A changed key gets a new seal that opens to the change; with --keep the plain one stays."""
    course, plain = sealed
    (course.keys / "example.yaml").write_bytes(plain + b"# changed\n")
    done = mp("keys", "seal", course.root, "--keep")
    assert (done.returncode, done.stdout) == (0, f"{seal_file(course)}: sealed again\n")
    assert unlock(seal_file(course).read_bytes(), GOOD) == plain + b"# changed\n"
    assert (course.keys / "example.yaml").exists()


def test_a_wrong_passphrase_is_one_line(sealed):
    """A wrong passphrase is one line and exit code 2, and writes nothing."""
    course, _ = sealed
    done = mp("keys", "open", course.root, passphrase=OTHER)
    assert done.returncode == 2
    assert done.stderr == f"mp: {seal_file(course)}: the passphrase is not the one it was sealed with\n"
    assert not (course.keys / "example.yaml").exists()


def test_sealing_with_another_passphrase_is_asked_for(sealed):
    """A second passphrase is refused unless asked for; then only the new one opens the key."""
    course, plain = sealed
    (course.keys / "example.yaml").write_bytes(plain)
    done = mp("keys", "seal", course.root, passphrase=OTHER)
    assert done.returncode == 2
    assert "has another passphrase" in done.stderr
    assert (course.keys / "example.yaml").read_bytes() == plain
    assert mp("keys", "seal", course.root, "--new-passphrase", passphrase=OTHER).returncode == 0
    assert unlock(seal_file(course).read_bytes(), OTHER) == plain


def test_one_passphrase_for_all_keys(sealed):
    """A further key is not sealed with a passphrase that does not open the keys sealed before."""
    course, plain = sealed
    (course.keys / "second.yaml").write_bytes(plain)
    done = mp("keys", "seal", course.root, passphrase=OTHER)
    assert done.returncode == 2
    assert "has another passphrase" in done.stderr
    assert (course.keys / "second.yaml").exists()


def test_open_never_overwrites_a_changed_key(sealed):
    """A plain key that differs from its seal is left as it is, and named."""
    course, plain = sealed
    changed = plain + b"# work of a whole afternoon\n"
    (course.keys / "example.yaml").write_bytes(changed)
    done = mp("keys", "open", course.root)
    assert done.returncode == 2
    assert f"{course.keys / 'example.yaml'} differs from what is sealed" in done.stderr
    assert (course.keys / "example.yaml").read_bytes() == changed


@pytest.mark.parametrize(
    ("harm", "error"),
    [
        (lambda text: text[: len(text) // 2], Damaged),
        (lambda text: text.replace(text[-120:-100], b"A" * 20), Damaged),
        (lambda _: b"order: [a, b]\n", Damaged),
        (lambda _: b"", Damaged),
        (lambda text: text.replace(b"\n", b"\r\n"), None),
    ],
    ids=["cut short", "changed", "not a seal", "empty", "line ends of Windows"],
)
def test_damage_is_told_from_a_wrong_passphrase(sealed_once, harm, error):
    """With the right passphrase, a damaged seal is called damaged; other line ends do no harm."""
    course, plain, _ = sealed_once
    harmed = harm(seal_file(course).read_bytes())
    if error is None:
        assert unlock(harmed, GOOD) == plain
    else:
        with pytest.raises(error):
            unlock(harmed, GOOD)


def test_a_seal_cannot_ask_for_endless_work(sealed_once):
    """A seal that was altered to cost a thousand times the work is refused at once."""
    course, _, _ = sealed_once
    lines = seal_file(course).read_bytes().splitlines()
    raw = base64.b64decode(b"".join(lines[1:-1])).split(b"\n", 2)
    raw[1] = raw[1].rsplit(b" ", 1)[0] + b" 40"
    with pytest.raises(Damaged, match="far more work"):
        unlock(b"\n".join(raw), GOOD)


def test_commands_say_that_keys_are_sealed(sealed):
    """What needs a sealed key says so, and how to open it, in one line."""
    course, _ = sealed
    with pytest.raises(CourseError, match="are sealed; run: mp keys open"):
        course.load("example")
    done = mp("course", "build", "example", "--course", course.root)
    assert done.returncode == 2
    assert done.stderr == f"mp: the keys of 'example' are sealed; run: mp keys open {course.root}\n"
    report = Report()
    check_course(report, course.root, date(2026, 11, 24), False)
    assert [fault.wrong for fault in report.faults] == ["the keys are sealed"]
    with pytest.raises(Unbuilt, match="are sealed; run: mp keys open"):
        keyed_sections(course.marking_file("example"))
    again = mp("keys", "seal", course.root)
    assert again.returncode == 2
    assert "are sealed already" in again.stderr


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "   ",
        "short",
        "fifteen letters",
        "aaaaaaaaaaaaaaaaaaaaaaaa",
        "qwertyuiopasdfgh",
        "abcdefghijklmnop",
        "0987654321zyxwvut",
        "horseman horseman",
    ],
)
def test_weak_passphrases_are_refused(tmp_path, weak):
    """A passphrase that is empty, short, repeated or a row of the keyboard is refused with a sentence."""
    course = new_course(tmp_path / "course")
    done = mp("keys", "seal", course.root, passphrase=weak)
    assert done.returncode == 2
    assert done.stderr.startswith("mp: the passphrase ")
    assert done.stderr.count("\n") == 1
    assert (course.keys / "example.yaml").exists()


@given(st.lists(st.sampled_from(GOOD.split() + OTHER.split()), min_size=5, max_size=8, unique=True))
def test_random_words_do(words):
    """Five different words are never refused."""
    refuse_weak(" ".join(words))


@given(st.text(max_size=15))
def test_nothing_short_does(text):
    """No text of fewer than sixteen characters is accepted, whatever it is made of."""
    with pytest.raises(WeakPassphrase):
        refuse_weak(text)


def test_without_anyone_to_ask(tmp_path):
    """Without a terminal and without the variable, one line says where to put the passphrase."""
    course = new_course(tmp_path / "course")
    done = mp("keys", "seal", course.root, passphrase=None)
    assert done.returncode == 2
    assert "put it into MP_KEYS_PASSPHRASE" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are of POSIX")
def test_the_prompt_hides_and_asks_twice(tmp_path):
    """At a terminal the passphrase is asked for twice and never shown; two that differ seal nothing."""
    course = new_course(tmp_path / "course")
    ours, theirs = pty.openpty()
    env = environment()
    env.pop("MP_KEYS_PASSPHRASE", None)
    command = [sys.executable, "-m", "mp_exercises", "keys", "seal", str(course.root)]
    running = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True, cwd=ROOT
    )
    os.close(theirs)
    shown = b""
    for words in (GOOD, OTHER, None):
        while not shown.rstrip().endswith(b":"):
            shown += os.read(ours, 1000)
        if words is None:
            break
        shown += b"|"
        os.write(ours, words.encode() + b"\n")
    running.kill()
    running.wait()
    os.close(ours)
    assert b"Passphrase:" in shown
    assert b"Repeat for confirmation:" in shown
    assert GOOD.encode() not in shown
    assert (course.keys / "example.yaml").exists()
    assert not seal_file(course).exists()


KILLED = """
import os, sys
from pathlib import Path
call, name, step = sys.argv[1:4]
real = getattr(Path, call)
def stops(path, *more, **others):
    if path.name == name and step == "before":
        os._exit(9)
    done = real(path, *more, **others)
    if path.name == name:
        os._exit(9)
    return done
setattr(Path, call, stops)
sys.argv = ["mp", "keys", "seal", sys.argv[4]]
from mp_exercises.cli import main
main()
"""


@pytest.mark.parametrize(
    ("call", "name", "step"),
    [
        ("replace", ".example.yaml.sealed.new", "before"),
        ("replace", ".example.yaml.sealed.new", "after"),
        ("unlink", "example.marking.json", "after"),
        ("unlink", "example.yaml", "after"),
    ],
)
def test_a_stop_at_any_point_loses_nothing(tmp_path, call, name, step):
    """Wherever sealing is stopped dead, the plain key or a seal that opens is there; a second run ends it."""
    course = new_course(tmp_path / "course")
    build(course, "example")
    plain = (course.keys / "example.yaml").read_bytes()
    command = [sys.executable, "-c", KILLED, call, name, step, str(course.root)]
    env = {**environment(), "MP_KEYS_PASSPHRASE": GOOD}
    assert subprocess.run(command, env=env, capture_output=True, check=False).returncode == 9
    if (course.keys / "example.yaml").exists():
        assert (course.keys / "example.yaml").read_bytes() == plain
        assert mp("keys", "seal", course.root).returncode == 0
    assert unlock(seal_file(course).read_bytes(), GOOD) == plain
    assert sorted(file.name for file in course.keys.iterdir()) == [".gitignore", "example.yaml.sealed"]


def test_what_git_remembers_is_said(tmp_path):
    """Where git's history has the plain key, sealing says so; the seal alone is offered to git."""
    course = new_course(tmp_path / "course")

    def git(*words):
        names = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        return subprocess.run(
            ["git", *names, *words], cwd=course.root, capture_output=True, text=True, check=True
        )

    git("init", "-q")
    git("add", "--force", "keys/example.yaml")
    git("commit", "-q", "-m", "a key in the open")
    (course.keys / "example.yaml~").write_text("a backup of the editor's", encoding="utf-8")
    done = mp("keys", "seal", course.root, "--keep")
    assert "git's history has example.yaml as it was" in done.stderr
    assert "keys/example.yaml.sealed" in git("status", "--porcelain", "-uall").stdout
    done = mp("keys", "seal", course.root)
    assert f"still readable: {course.keys / 'example.yaml~'}" in done.stderr


def test_wrong_passphrase_is_its_own_error(sealed_once):
    """Another passphrase raises the error that says so, not the one for damage."""
    course, _, _ = sealed_once
    with pytest.raises(WrongPassphrase):
        unlock(seal_file(course).read_bytes(), OTHER)
