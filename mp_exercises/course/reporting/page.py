"""What a trainee's page shows of one result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...exercise.kinds.reflection import ReflectionItem
from ...marking.decision import Decision
from ...plain import shown
from ..receipts.receipt import fingerprint
from ..results import Result
from .basis import Basis
from .cpd import entry_of
from .handbook import fact
from .marked import marked_parts
from .parts import Criterion, Group, Link, Practice, Row, TraineePage, Writing
from .practice import Handbook, Suggestion, suggestions
from .scale import Scale, points_said
from .standing import ORDER, Evidence, Standing
from .wording import Wording, sentence_case

WHOLE = Scale(0.0)
"""Says a single question's mark, which no cut judges, in whole numbers."""


class TraineePages:
    """Makes the pages of one assessment.

    Parameters
    ----------
    say
        The words of a trainee's page.
    """

    def __init__(self, basis: Basis, handbook: Handbook, say: Wording) -> None:
        self._basis = basis
        self._handbook = handbook
        self._say = say
        self._scale = Scale(basis.judge.cut.value)
        self._marked = marked_parts(basis, say)
        self._asked = _asked(say)
        self._audience = sorted({reader for section in basis.loaded.keyed for reader in section.audience})

    def page(self, result: Result, whole: Decision, found: Sequence[Standing]) -> TraineePage:
        """Return one trainee's page.

        Parameters
        ----------
        whole, found
            How the whole and each skill were judged.
        """
        say, basis = self._say, self._basis
        to_do = suggestions(found, self._handbook, self._audience)
        kind = "practice" if basis.practice else "panel"
        heading, assessment = say(f"head.{kind}"), basis.loaded.assessment.title
        name = shown(result.name)
        return TraineePage(
            title=say("titled", heading=heading, name=name, assessment=assessment),
            heading=heading,
            assessment=assessment,
            name=name,
            trainee=shown(result.trainee),
            facts=tuple(self._facts(result)),
            basis=say(f"basis.{basis.whose}"),
            practice=basis.practice,
            open=say("open") if basis.provisional or result.waiting else "",
            summary=self._summary(found),
            intro=say("stand.intro", cut=self._scale.say(self._scale.cut)),
            cut=self._scale.cut,
            cut_said=self._scale.say(self._scale.cut),
            whole=self._row(say("stand.whole"), whole),
            whole_points=say(
                "stand.points_open" if result.waiting else "stand.points",
                points=points_said(result.points),
                most=points_said(result.most),
            ),
            groups=tuple(self._groups(found)),
            notes=tuple(self._notes(result)),
            practise=tuple(self._practice(one) for one in to_do),
            writing=tuple(self._writing(result)),
            asked=self._asked,
            entry=entry_of(result, basis, found, to_do, say),
            marked=self._marked,
            fingerprint=fingerprint(result.record),
            versions=say("kept.version", **basis.versions(result.marking)),
        )

    def _facts(self, result: Result) -> Iterator[str]:
        say, sections = self._say, self._basis.loaded.keyed
        yield say("head.for", name=shown(result.name))
        if result.submitted is not None:
            yield say("head.handed", day=say.day(result.submitted.date()))
        else:
            yield say("head.marked", day=say.day(date.fromisoformat(result.at[:10])))
        questions = sum(len(section.items) for section in sections)
        yield say(
            "head.length",
            questions=say.counted("head.questions", questions),
            sections=say.counted("head.sections", len(sections)),
        )

    def _summary(self, found: Sequence[Standing]) -> str:
        say = self._say
        parts = []
        for band in ORDER:
            count = sum(one.decision.band == band for one in found)
            if count:
                parts.append(say.counted(f"summary.{band}", count))
        if not parts:
            return say("stand.nothing.means")
        return sentence_case(f"{say.counted('summary.of', len(found))}{say.joined(parts)}.")

    def _row(self, name: str, decision: Decision, **more: str) -> Row:
        say, scale = self._say, self._scale
        interval = scale.interval(decision)
        if interval is None:
            return Row(name, decision.band, None, "", say("stand.empty"), **more)
        numbers = {
            "mark": scale.say(interval.value),
            "low": scale.say(interval.low),
            "high": scale.say(interval.high),
            "cut": scale.say(scale.cut),
        }
        return Row(
            name,
            decision.band,
            interval,
            say("stand.mark", **numbers),
            say("stand.picture", **numbers),
            **more,
        )

    def _groups(self, found: Sequence[Standing]) -> Iterator[Group]:
        say = self._say
        for band in ORDER:
            own = [one for one in found if one.decision.band == band]
            if own:
                yield Group(
                    band,
                    say(f"stand.groups.{band}.title"),
                    say(f"stand.groups.{band}.means"),
                    say("stand.count", n=len(own), total=len(found)),
                    tuple(self._skill(one) for one in own),
                )

    def _skill(self, one: Standing) -> Row:
        say = self._say
        places = [
            say(
                "stand.place",
                title=entry.title,
                numbers=say(
                    f"stand.number.{'one' if len(entry.numbers) == 1 else 'other'}",
                    numbers=say.joined(list(self._questions(entry))),
                ),
            )
            for entry in one.evidence
        ]
        return self._row(
            one.name,
            one.decision,
            what=one.what,
            rests=say(
                "stand.rests",
                questions=sentence_case(say.counted("stand.question", one.questions)),
                places="; ".join(places),
            ),
            waits=sentence_case(say.counted("stand.waits", one.waiting)) if one.waiting else "",
        )

    def _questions(self, entry: Evidence) -> Iterator[str]:
        for number, mark in zip(entry.numbers, entry.marks, strict=True):
            if mark is None:
                yield self._say("stand.unscored", number=number)
            else:
                yield self._say("stand.scored", number=number, mark=WHOLE.say(mark))

    def _notes(self, result: Result) -> Iterator[str]:
        say, titles, other = self._say, self._basis.titles, self._basis.other
        if other is not None:
            yield say("notes.form", form=other.form)
            if result.trainee in other.trainees:
                yield say("notes.both", other=other.other)
        for section, points in result.overruled.items():
            yield say("notes.overruled", title=titles.get(section, section), points=points_said(points))
        if result.penalty:
            form = "one" if result.penalty == 1 else "other"
            yield say(f"notes.late.{form}", points=points_said(result.penalty))
        if result.damaged:
            yield sentence_case(say.counted("notes.damaged", result.damaged))
        if self._basis.stale:
            yield say("notes.stale")

    def _practice(self, one: Suggestion) -> Practice:
        exercise = one.exercise
        return Practice(
            name=one.standing.name,
            band=one.standing.decision.band,
            sight=one.standing.looks_like[0],
            chapter=Link(
                one.chapter.title,
                self._handbook.link(one.chapter),
                one.chapter.description,
                self._say("practise.part", part=one.chapter.part),
            ),
            exercise=None
            if exercise is None
            else Link(
                exercise.title,
                self._handbook.link(one.exercise_chapter, exercise),
                exercise.summary,
                self._say("practise.page", title=one.exercise_chapter.title),
                self._say.duration(exercise.minutes),
            ),
        )

    def _writing(self, result: Result) -> Iterator[Writing]:
        say = self._say
        for found in result.items:
            where = found.section, found.item
            item = self._basis.items.get(where)
            if not isinstance(item, ReflectionItem):
                continue
            waits = where in result.waiting
            title = self._basis.titles[found.section]
            comment = result.comments.get(where, "")
            yield Writing(
                title=title,
                prompt=item.prompt.strip(),
                mark=""
                if waits
                else say(
                    "writing.mark",
                    points=points_said((found.value or 0.0) * found.points),
                    most=points_said(found.points),
                ),
                waits=waits,
                comment=tuple(part.strip() for part in comment.split("\n\n") if part.strip()),
                rubric=tuple(Criterion(one.name, one.levels) for one in item.rubric),
                caption=say("writing.rubric", title=title),
                deepest=max(len(one.levels) for one in item.rubric),
            )


def _asked(say: Wording) -> str:
    """Return what the regulator asks of CPD, from the handbook's evidence."""
    known = fact("cpd-two")
    return say("cpd.asked", who=say("cpd.who"), figure=known["figure"], limits=known["limits"])
