"""Whose a file is: the platform's word first, and nobody's own word against it."""

from __future__ import annotations

from dataclasses import dataclass

from ...plain import is_id, quoted, shown
from .claims import Claims
from .formats import formats
from .found import Refusal
from .layout import Layout
from .people import People, Trainee

_NO_LIST = "a list of trainees (mp collect COURSE --template makes one), or a folder for each, named by id"


@dataclass(frozen=True)
class Match:
    """A trainee, and what the match rests on."""

    trainee: str
    how: str


class Matcher:
    """Decides whose a file is.

    Parameters
    ----------
    ignore_folders
        Whether folders say nothing of whose a file is.
    """

    def __init__(self, people: People, assessment: str, *, ignore_folders: bool = False) -> None:
        self._people = people
        self._assessment = assessment
        self._ignore_folders = ignore_folders

    def match(self, claims: Claims, layout: Layout, said: str | None) -> Match:
        """Return whose a file is.

        Parameters
        ----------
        said
            What the record says of its sitter.

        Raises
        ------
        Refusal
            If it is nobody's, not clearly one trainee's, or two things about it contradict each other.
        """
        words = [self._platform(claims), None if self._ignore_folders else self._folder(claims, layout)]
        firm = [word for word in words if word is not None]
        own = self._own(claims, said, firm=bool(firm))
        found = [*firm, *own]
        if not found:
            raise Refusal(*self._nothing(said))
        for other in found[1:]:
            if other.trainee != found[0].trainee:
                raise Refusal(
                    f"{found[0].how} says {found[0].trainee}, and {other.how} says {other.trainee}",
                    "one trainee for both; ask whose it is",
                )
        return found[0]

    def _platform(self, claims: Claims) -> Match | None:
        if not claims.platform:
            return None
        sets = [found for claim in claims.platform if (found := self._find(*claim))]
        kind, text = claims.platform[0]
        if kind == "before":
            text = self._people.find_ending(text)[0]
        if sets:
            return Match(self._one(set.intersection(*sets), f"the platform's {quoted(text)}"), "the platform")
        if not self._people.closed:
            for kind, word in claims.platform:
                word = word.split("_")[-1] if kind == "before" else word
                if kind != "run" and is_id(word):
                    return Match(self._new(word), "the platform")
            raise Refusal(f"the platform says {quoted(text)}, which is no id", _NO_LIST)
        raise Refusal(f"the platform says {quoted(text)}, who is nobody in trainees.csv", self._listed(text))

    def _find(self, kind: str, text: str) -> set[str]:
        if kind == "run":
            return self._people.find_run(text)
        return self._people.find_ending(text)[1] if kind == "before" else self._people.find(text)

    def _folder(self, claims: Claims, layout: Layout) -> Match | None:
        found = [(depth, name, self._people.find(name)) for depth, name in claims.folders]
        known = [(name, ids) for _, name, ids in found if ids]
        for depth, name, ids in found:
            if not ids and depth == layout.level:
                return self._unknown_folder(name)
        if layout.name:
            known.insert(0, (layout.name, self._people.find(layout.name)))
        if known:
            ones = {self._one(self._exact(name, ids), f"the folder {quoted(name)}") for name, ids in known}
            if len(ones) > 1:
                raise Refusal(f"its folders name {' and '.join(sorted(ones))}", "one trainee for each file")
            return Match(ones.pop(), "its folder")
        if not found or (claims.platform and not claims.by_name):
            return None
        if claims.by_name:
            # A trainee may have given it such a name, and put it into a folder of their own.
            raise Refusal(
                f"its folder {quoted(found[-1][1])} is nobody known here", self._or_ignore(found[-1][1])
            )
        widest = [name for depth, name, _ in found if depth == layout.widest]
        return self._unknown_folder(widest[0] if widest else found[-1][1])

    def _unknown_folder(self, name: str) -> Match:
        """Take a folder for a new trainee where there is no list; with one, never go past it."""
        if self._people.closed:
            raise Refusal(f"its folder {quoted(name)} is nobody in trainees.csv", self._or_ignore(name))
        if not is_id(name):
            raise Refusal(f"its folder {quoted(name)} is no id", _NO_LIST)
        return Match(self._new(name), "its folder")

    def _own(self, claims: Claims, said: str | None, *, firm: bool) -> list[Match]:
        """Return what a record and its name say of themselves, where it is somebody."""
        found = []
        if said is not None:
            ids = self._people.find(said)
            if len(ids) == 1 or (ids and not firm):
                found.append(Match(self._one(ids, f"the record's {quoted(said)}"), "the record"))
            elif not ids and not firm:
                raise Refusal(f"the record says {quoted(said)}, who is nobody known here", self._known(said))
        for name in self._own_names(claims):
            ids = self._people.find(name) or self._people.find_run(name)
            if len(ids) == 1:
                found.append(Match(ids.pop(), "the file's name"))
                break
            if ids and not firm and not found:
                self._one(ids, f"the file's name {quoted(name)}")
        return found

    def _own_names(self, claims: Claims) -> list[str]:
        return [name for stem in claims.names for name in formats().own_name(stem, self._assessment)]

    def _one(self, ids: set[str], what: str) -> str:
        if len(ids) == 1:
            return next(iter(ids))
        if not ids:
            raise Refusal(f"{what} and its number are two people's", "one trainee; ask whose it is")
        several = ", ".join(sorted(ids)[:4])
        raise Refusal(f"{what} may be {several}", "a name of one alone; put it into a folder named by id")

    def _new(self, name: str) -> str:
        """Return the id of a trainee who is met for the first time, where there is no list."""
        self._exact(name, self._people.find(name))
        self._people.add(Trainee(name))
        return name

    def _exact(self, name: str, ids: set[str]) -> set[str]:
        """Refuse an id that is like another but for capitals, where no list says that there is but one."""
        for known in () if self._people.closed else ids:
            if known != name and known.casefold() == name.strip().casefold():
                raise Refusal(
                    f"the ids {quoted(name)} and {quoted(known)} differ in capitals alone",
                    "one id for each trainee",
                )
        return ids

    def _listed(self, name: str) -> str:
        near = self._people.nearest(name)
        also = f"; the nearest there is {shown(near)}" if near else ""
        return f"this name under 'other names' of the trainee it belongs to{also}"

    def _or_ignore(self, name: str) -> str:
        return f"{self._listed(name)}, or --ignore-folders if folders are not named by trainee"

    def _known(self, said: str) -> str:
        return self._listed(said) if self._people.closed else _NO_LIST

    def _nothing(self, said: str | None) -> tuple[str, str]:
        right = "a folder for each trainee, named by id or name" if self._people.closed else _NO_LIST
        return "nothing says whose it is", right
