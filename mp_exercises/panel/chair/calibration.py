"""Calibration for the chair's room: nothing but who is late, until every recording is locked by everybody."""

from __future__ import annotations

from typing import Any

from ...marking.estimate import Estimate
from ...marking.refusal import Refused
from ...measures.drawing import Axis, Reference, intervals_figure
from ..calibrating.anchors import Parted
from ..calibrating.report import Calibration, calibrate, criterion_lines, reading_lines
from ..campaign import CALIBRATION
from ..folder import Folder
from ..records import Book
from ..seen import waiting
from ..wording import joined, said, say
from .cards import Json, chart_card

WIDEST = 1.0
"""A coefficient's scale ends here."""


def shown(folder: Folder, book: Book) -> Json:
    """Return what the chair sees of the panel's agreement.

    Notes
    -----
    With a recording still open nothing of the others is told either: whoever knows that they are lenient
    scores the next one otherwise.
    """
    late: dict[str, list[str]] = {}
    names = {one.id: one.name for one in folder.campaign.recordings}
    for unit, member in waiting(folder, book, CALIBRATION):
        late.setdefault(member, []).append(names[unit])
    people = [{"member": member, "what": joined(units)} for member, units in sorted(late.items())]
    made = None if people else calibrate(folder, book)
    if made is None:
        why = say("chair.calibration_waits" if people else "chair.no_recordings")
        return {"ready": False, "why": why, "waiting": people}
    return {"ready": True, **_whole(folder, made)}


def _whole(folder: Folder, made: Calibration) -> Json:
    names = {one.id: one.name for one in folder.campaign.criteria}
    refused = isinstance(made.certificate, Refused)
    return {
        "title": say(
            "calibrate.title",
            title=folder.campaign.title,
            recordings=made.double.double,
            members=made.double.frame["rater"].nunique(),
        ),
        "certificate": {
            "given": not refused,
            "say": say("chair.certificate_not", why=made.certificate.why)
            if isinstance(made.certificate, Refused)
            else say("chair.certificate", folder=folder.path),
        },
        "agreement": chart_card(_agreement(folder, made, names)),
        "lenient": chart_card(_leniency(folder, made)),
        "readings": [line.strip() for line in reading_lines(folder, made)],
        "bar": folder.campaign.bars.difference,
        "parted": [_parted(folder, one) for one in made.parted],
        "found": [
            {"name": names[one.criterion], "lines": [line.strip() for line in criterion_lines(one)]}
            for one in made.agreements
        ],
    }


def _agreement(folder: Folder, made: Calibration, names: dict[str, str]) -> Any:
    least = folder.campaign.bars.agreement.least
    found = {names[one.criterion]: one.found.icc for one in made.agreements}
    known = {name: one for name, one in found.items() if isinstance(one, Estimate)}
    low = [name for name, one in known.items() if one.low < least]
    words = [say("chair.agreement_says", count=len(known), of=len(found), least=f"{least:.2f}")]
    words.append(say("chair.agreement_low", names=joined(low)) if low else say("chair.agreement_all"))
    return intervals_figure(
        say("chair.agreement_title"),
        " ".join(words),
        found,
        axis=Axis(say("chair.agreement_axis"), high=WIDEST),
        references=[Reference(least, say("chair.agreement_bar", least=f"{least:.2f}"))],
    )


def _leniency(folder: Folder, made: Calibration) -> Any:
    found = {
        say("chair.member", member=member, who=folder.campaign.member[member].who): one
        for member, one in made.lenient.items()
    }
    known = [(member, one) for member, one in made.lenient.items() if isinstance(one, Estimate)]
    lenient = [member for member, one in known if one.low > 0]
    strict = [member for member, one in known if one.high < 0]
    words = [said(one) for one in made.lenient.values() if isinstance(one, Refused)][:1]
    words += [say("chair.lenient", names=joined(lenient))] if lenient else []
    words += [say("chair.strict", names=joined(strict))] if strict else []
    return intervals_figure(
        say("chair.lenient_title"),
        " ".join(words) or say("chair.lenient_none"),
        found,
        axis=Axis(say("chair.lenient_axis")),
        references=[Reference(0.0, say("chair.lenient_zero"))],
    )


def _parted(folder: Folder, one: Parted) -> Json:
    criterion = folder.campaign.criterion[one.criterion]
    recording = next(each.name for each in folder.campaign.recordings if each.id == one.recording)
    return {
        "criterion": criterion.name,
        "recording": recording,
        "ends": [
            {"point": point, "members": joined(members), "anchor": criterion.anchors[point]}
            for point, members in ((one.low, one.low_members), (one.high, one.high_members))
        ],
    }
