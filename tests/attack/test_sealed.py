"""Attacks by a seal that is opened: files that came with somebody else's change to a repository."""

import base64
import os

import pytest

from mp_exercises.course.build import build
from mp_exercises.course.folder import Course, new_course
from mp_exercises.course.sealing.age import lock
from mp_exercises.exercise import SourceError
from tests.attack.commands import mp
from tests.course.keys import key_texts
from tests.course.made import copy_of
from tests.course.trainees import SLUG, real_course

GOOD = "otter plinth ravine mustard coil"
OTHER = "walnut tundra glove spire echo"
NAME = "example"
SECRET = b"A secret of the assessor's."


@pytest.fixture(scope="module")
def sealed_once(tmp_path_factory):
    """Return a course whose one key is sealed, and nothing else of it is there."""
    course = new_course(tmp_path_factory.mktemp("sealed") / "course")
    key = course.keys / f"{NAME}.yaml"
    seal_of(course).write_bytes(lock(key.read_bytes(), GOOD))
    key.unlink()
    return course


@pytest.fixture
def course(sealed_once, tmp_path, monkeypatch):
    """Return a copy of the course, beside which a secret lies, with the passphrase at hand."""
    monkeypatch.setenv("MP_KEYS_PASSPHRASE", GOOD)
    (tmp_path / "secret").write_bytes(SECRET)
    return copy_of(sealed_once, tmp_path / "course")


def seal_of(course: Course, name=NAME):
    """Return the file of a seal."""
    return course.keys / f"{name}.yaml.sealed"


def whole(course):
    """Return what lies in a course and beside it: each path, with its bytes where it is a file."""
    root = course.root.parent
    return {
        place.relative_to(root): place.read_bytes() if place.is_file() and not place.is_symlink() else None
        for place in root.rglob("*")
    }


def refused(course):
    """Show that nothing is opened, read or written, and return what was said."""
    before = whole(course)
    done = mp("keys", "open", course.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert whole(course) == before
    (line,) = done.stderr.splitlines()
    assert line.isprintable(), line
    assert SECRET.decode() not in line
    return line


def _replace(course, data):
    seal_of(course).write_bytes(data)


def _link(target):
    def attack(course):
        seal_of(course).unlink()
        seal_of(course).symlink_to(target)

    return attack


def _pipe(course):
    seal_of(course).unlink()
    os.mkfifo(seal_of(course))


def _folder(course):
    seal_of(course).unlink()
    seal_of(course).mkdir()


def _large(course):
    with seal_of(course).open("r+b") as file:
        file.truncate(30_000_000)


def _armoured(header):
    """Return text that is armoured as a seal is, with a header of somebody's own."""
    body = base64.b64encode(header)
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    head, end = b"-----BEGIN AGE ENCRYPTED FILE-----", b"-----END AGE ENCRYPTED FILE-----"
    return b"\n".join([head, *lines, end, b""])


def _to_a_person(course):
    """Seal to a key pair in place of a passphrase."""
    import pyrage

    recipient = pyrage.x25519.Identity.generate().to_public()
    _replace(course, pyrage.encrypt(b"order: []\n", [recipient], armored=True))


DAMAGED = "it is damaged, or not a sealed file"
STANZA = b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n" + b"A" * 43 + b"\n"
"""One of these asks for the work of a seal."""
ATTACKS = {
    "link": (_link("../../secret"), "is a link; put the file itself there"),
    "link to a device": (_link("/dev/zero"), "is a link; put the file itself there"),
    "link to a process": (_link("/proc/self/environ"), "is a link; put the file itself there"),
    "link to itself": (_link(f"{NAME}.yaml.sealed"), "is a link; put the file itself there"),
    "pipe": (_pipe, "is no plain file; put the file itself there"),
    "folder": (_folder, "is no plain file; put the file itself there"),
    "large": (_large, "has more than 20,000,000 bytes"),
    "zeros": (lambda course: _replace(course, bytes(100_000)), DAMAGED),
    "plain": (lambda course: _replace(course, b"order: []\n"), DAMAGED),
    "yaml": (lambda course: _replace(course, b"!!python/object/apply:os.system [touch outside]\n"), DAMAGED),
    "no header": (lambda course: _replace(course, _armoured(b"")), DAMAGED),
    "much work": (
        lambda course: _replace(course, _armoured(b"age-encryption.org/v1\n" + STANZA * 20_000)),
        DAMAGED,
    ),
    "long line": (
        lambda course: _replace(course, _armoured(b"age-encryption.org/v1\n-> " + b"a" * 10**7)),
        DAMAGED,
    ),
    "to a person": (_to_a_person, DAMAGED),
    "other passphrase": (
        lambda course: _replace(course, lock(b"order: []\n", OTHER)),
        "the passphrase is not the one it was sealed with",
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_seal(course, attack):
    """A seal that is none is refused in one line that names it; nothing that it leads to is read."""
    change, says = ATTACKS[attack]
    change(course)
    said = refused(course)
    assert f"{NAME}.yaml.sealed" in said
    assert says in said


def test_one_hostile_seal_among_good_ones(course):
    """Where one of several seals is refused, none is opened, so that no key lies open by half."""
    seal_of(course, "another").write_bytes(bytes(100))
    assert "another.yaml.sealed" in refused(course)


def test_a_name_for_the_terminal(course):
    """A seal whose name would clear the screen, or begin a line of its own, is named on one plain line."""
    name = "\x1b[2J\nopened"
    seal_of(course, name).write_bytes(bytes(100))
    assert "\\x1b[2J\\x0aopened.yaml.sealed" in refused(course)
    seal_of(course, name).write_bytes(seal_of(course).read_bytes())
    done = mp("keys", "open", course.root)
    assert done.returncode == 0
    assert all(line.isprintable() for line in done.stdout.splitlines())


@pytest.mark.parametrize("target", ["../../secret", "../../outside", "/dev/zero"])
@pytest.mark.parametrize("name", [f"{NAME}.yaml", f".{NAME}.yaml.new"])
def test_a_link_where_the_key_will_be(course, name, target):
    """A link in the place of an opened key, or of its new file, is not written through."""
    (course.keys / name).symlink_to(target)
    done = mp("keys", "open", course.root)
    if done.returncode:
        assert "is a link; put the file itself there" in done.stderr
    else:
        key = course.keys / f"{NAME}.yaml"
        assert not key.is_symlink()
        assert key.stat().st_mode & 0o777 == 0o600
    assert (course.root.parent / "secret").read_bytes() == SECRET
    assert not (course.root.parent / "outside").exists()


def test_sealing_through_a_link(course):
    """A plain key that is a link is not sealed, since the key that it leads to would stay readable."""
    (course.keys / "other.yaml").symlink_to("../../secret")
    before = whole(course)
    done = mp("keys", "seal", course.root)
    assert done.returncode == 2
    assert "other.yaml is a link; put the file itself there" in done.stderr
    assert whole(course) == before


def test_two_seals_that_change_places(tmp_path, monkeypatch):
    """Seals of one passphrase under each other's names open to keys that no assessment is built from."""
    monkeypatch.setenv("MP_KEYS_PASSPHRASE", GOOD)
    course = real_course(tmp_path / "course")
    texts = key_texts(course)
    other = next(slug for slug in course.slugs() if slug != SLUG)
    for file in course.keys.glob("*.yaml"):
        data = file.read_bytes()
        file.unlink()
        if file.stem in (SLUG, other):
            seal_of(course, other if file.stem == SLUG else SLUG).write_bytes(lock(data, GOOD))
    assert mp("keys", "open", course.root).returncode == 0
    for slug in (SLUG, other):
        with pytest.raises(SourceError):
            build(course, slug)
        done = mp("course", "build", slug, "--course", course.root)
        assert done.returncode == 2
        assert not [key for key in texts - {"BEGIN HIDDEN"} if key in done.stderr]
        assert not course.marking_file(slug).exists()
