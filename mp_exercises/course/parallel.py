"""Two forms of one assessment: what must be alike in them, and what they may not share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ..exercise import Exercise, Fault, ItemBase
from ..exercise.kinds.choice import ChoiceItem
from .assessment import Assessment, Loaded
from .folder import SECOND, first_form

TITLED = " (form B)"
"""What its title has after the first one's, so that everybody who meets it knows which form it is."""

MOST_LARGER = 0.1
"""By how much the two forms may differ in what one kind asks to be judged; a difference of 1 is let go."""

MOST_LONGER = 0.2
"""By how much they may differ in words to read, since both have the same minutes."""

SHORT = 5
"""Texts of fewer words may stand in both: two people can say “Yes, every day” without a clue in it."""

SIZED = {"coding": "lines", "rating": "skills", "sorting": "cards", "ranking": "options", "choice": "options"}
"""The field that says how many judgements a kind asks for."""

INSTRUCTIONS = ("prompt", "first", "last", "bins", "skills", "codes", "rubric")
"""What an item says about the task and not about its people: both forms may say it alike."""

Path = tuple[str | int, ...]


def form_faults(loaded: Loaded, slugs: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with how an assessment says whose second form it is.

    Parameters
    ----------
    slugs
        The assessments of the course.
    """
    source, given = loaded.source, loaded.assessment
    first, named = given.parallel_to, first_form(given.slug, slugs)
    if first is None:
        if named is not None:
            right = f"`parallel_to: {named}`, or a slug that does not end in {SECOND}"
            yield source.fault(("slug",), f"{given.slug!r} is named as a second form and is none", right)
    elif given.slug != first + SECOND:
        wrong = f"the second form of {first!r} is called {given.slug!r}"
        yield source.fault(("parallel_to",), wrong, repr(first + SECOND))
    elif first not in slugs:
        wrong = f"there is no assessment {first!r}"
        yield source.fault(("parallel_to",), wrong, f"one of {', '.join(sorted(slugs)) or 'none'}")


def parallel_faults(first: Loaded, second: Loaded) -> list[Fault]:
    """Return why two forms are not parallel, each fault in the second form's file.

    Notes
    -----
    What can be counted is held alike, which makes forms parallel in content. Whether they are equally
    hard only data from both can show.
    """
    return [*_unlike(first, second), *_shared(first, second)]


def _unlike(first: Loaded, second: Loaded) -> Iterator[Fault]:
    one, two, source = first.assessment, second.assessment, second.source
    if two.title != one.title + TITLED:
        yield source.fault(("title",), f"the title {two.title!r}", repr(one.title + TITLED))
    if two.minutes != one.minutes:
        yield source.fault(("minutes",), f"{two.minutes} minutes", f"{one.minutes}, as in {one.slug}")
    if one.cut.provisional and two.cut.provisional and two.cut.value != one.cut.value:
        wrong = f"a proposed cut of {two.cut.value:g}"
        yield source.fault(("cut", "value"), wrong, f"{one.cut.value:g}, as in {one.slug}")
    if len(two.sections) != len(one.sections):
        wrong = f"{len(two.sections)} sections"
        yield source.fault(("sections",), wrong, f"{len(one.sections)}, as in {one.slug}")
    for wrong, right, path in (*_by_competency(one, two), *_by_kind(one, two), *_by_words(one, two)):
        yield source.fault(path, wrong, f"{right}, as in {one.slug}")


def _by_competency(one: Assessment, two: Assessment) -> Iterator[tuple[str, str, Path]]:
    for competency in sorted(one.blueprint.keys() | two.blueprint.keys()):
        path = ("blueprint", competency)
        wanted, found = _touching(one, competency), _touching(two, competency)
        kinds = [dict(sorted(Counter(map(_kind, items)).items())) for items in (wanted, found)]
        points = [sum(item.points for item in items) for items in (wanted, found)]
        if kinds[0] != kinds[1]:
            yield f"for {competency!r} {_counted(kinds[1])}", _counted(kinds[0]), path
        if points[0] != points[1]:
            yield f"for {competency!r} {points[1]:g} points", f"{points[0]:g} points", path


def _by_kind(one: Assessment, two: Assessment) -> Iterator[tuple[str, str, Path]]:
    wanted, found = _sizes(one), _sizes(two)
    for kind in sorted(wanted.keys() | found.keys()):
        allowed = max(1.0, MOST_LARGER * wanted[kind])
        if abs(found[kind] - wanted[kind]) > allowed:
            wrong = f"{found[kind]} {SIZED[kind]} to judge in items of kind {kind!r}"
            yield wrong, f"{wanted[kind]}, give or take {int(allowed)}", ("sections",)


def _by_words(one: Assessment, two: Assessment) -> Iterator[tuple[str, str, Path]]:
    wanted, found = _words(one), _words(two)
    if abs(found - wanted) > MOST_LONGER * wanted:
        yield f"{found} words to read", f"{wanted}, give or take {int(MOST_LONGER * wanted)}", ("sections",)


def _shared(first: Loaded, second: Loaded) -> Iterator[Fault]:
    source = second.source
    known = {_plain(text): path for path, text in _said(first.assessment)}
    for path, text in _said(second.assessment):
        if _plain(text) in known:
            at = first.source.line(known[_plain(text)])
            wrong = f"{text[:40]!r} stands in {first.source.file.name}:{at} as well"
            yield source.fault(path, wrong, "words of its own for each form")
    names = {person.name for section in first.assessment.sections for person in section.people}
    for place, section in enumerate(second.assessment.sections):
        for index, person in enumerate(section.people):
            if person.name in names:
                wrong = f"{person.name!r} is in {first.assessment.slug} too"
                yield source.fault(("sections", place, "people", index), wrong, "other people in each form")


def _said(assessment: Assessment) -> Iterator[tuple[Path, str]]:
    """Yield what belongs to one form alone: its sections' names and cases, what is said, what is weighed."""
    for place, section in enumerate(assessment.sections):
        here: Path = ("sections", place)
        title = section.slug.removeprefix(f"{assessment.slug}-").replace("-", " ")
        yield (*here, "slug"), f"section {title}"
        yield (*here, "title"), f"title {section.title}"
        yield from (((*here, *path), text) for path, text in _long(section))


def _long(section: Exercise) -> Iterator[tuple[Path, str]]:
    texts: list[tuple[Path, str]] = [(("case",), section.case)] if section.case else []
    texts += [(("transcript", index), line.says) for index, line in enumerate(section.transcript)]
    for index, item in enumerate(section.items):
        texts += [(("items", index, *path), text) for path, text in _weighed(item)]
    return ((path, text) for path, text in texts if len(text.split()) >= SHORT)


def _weighed(item: ItemBase) -> Iterator[tuple[Path, str]]:
    """Yield what an item gives to weigh: options, cards, levels, lines and replies of a visit."""
    data = item.model_dump(exclude={"key", *INSTRUCTIONS})
    if item.kind in ("choice", "ranking"):
        yield ("prompt",), item.prompt
    yield from _texts(data, ())


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, Mapping):
        for name, value in data.items():
            if name == "text":
                yield (*path, name), value
            yield from _texts(value, (*path, name))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))


def _touching(assessment: Assessment, competency: str) -> list[ItemBase]:
    items = (item for section in assessment.sections for item in section.items)
    return [item for item in items if competency in item.competencies]


def _kind(item: ItemBase) -> str:
    """Return an item's kind; to choose one and to choose several are two, since they are not equally hard."""
    return f"{item.kind} ({item.select})" if isinstance(item, ChoiceItem) else item.kind


def _sizes(assessment: Assessment) -> Counter[str]:
    found: Counter[str] = Counter()
    for section in assessment.sections:
        for item in section.items:
            if item.kind in SIZED:
                found[item.kind] += len(getattr(item, SIZED[item.kind]))
    return found


def _words(assessment: Assessment) -> int:
    """Return how many words a trainee reads: cases, what is said, questions and what they weigh."""
    count = 0
    for section in assessment.sections:
        texts = [section.case, *(line.says for line in section.transcript)]
        for item in section.items:
            texts += [item.prompt, *(text for _, text in _texts(item.model_dump(exclude={"key"}), ()))]
        count += sum(len(text.split()) for text in texts)
    return count


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _counted(kinds: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "none"
