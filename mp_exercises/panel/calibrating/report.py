"""A panel's calibration in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ...marking.agreement import said as agreement_said
from ...marking.estimate import Estimate
from ...marking.refusal import Refused, attempt
from ...measures.observing import Double, differences, leniency
from ..campaign import CALIBRATION
from ..export import frame
from ..folder import Folder
from ..records import Book, read_book
from ..seen import waiting
from ..wording import joined, said, say
from .agreeing import Agreed, agreed, rated
from .anchors import Parted, Reading, parted, readings
from .certificate import Certificate, certificate


@dataclass(frozen=True)
class Calibration:
    """All that a panel's calibration shows."""

    double: Double
    agreements: tuple[Agreed, ...]
    lenient: dict[str, Estimate | Refused]
    readings: tuple[Reading, ...]
    parted: tuple[Parted, ...]
    certificate: Certificate | Refused


def calibrate(folder: Folder, book: Book | None = None) -> Calibration | None:
    """Return what the recordings show that everybody has locked; None where there is none."""
    double = rated(folder, book or read_book(folder))
    if not double.double:
        return None
    found = agreed(double)
    bars = folder.campaign.bars
    return Calibration(
        double,
        found,
        leniency(differences(double)),
        readings(double),
        parted(double, bars.difference),
        attempt(lambda: certificate(double, found, bars.agreement.least)),
    )


def calibration_lines(folder: Folder, book: Book, made: Calibration | None) -> Iterator[str]:
    """Yield what a calibration shows; who has not locked, and nothing else, while it is not complete."""
    campaign = folder.campaign
    late = sorted({f"{member} ({unit})" for unit, member in waiting(folder, book, CALIBRATION)})
    if made is None:
        yield say("calibrate.none")
    else:
        members = made.double.frame["rater"].nunique()
        yield say("calibrate.title", title=campaign.title, recordings=made.double.double, members=members)
    if late:
        yield say("calibrate.waiting", names=joined(late))
    if made is None:
        return
    for one in made.agreements:
        yield say("calibrate.criterion", criterion=campaign.criterion[one.criterion].name)
        yield from criterion_lines(one)
    yield say("calibrate.raters")
    for member, found in made.lenient.items():
        yield say("calibrate.rater", member=member, words=said(found))
    yield from reading_lines(folder, made)
    yield from _parted(folder, made)
    if isinstance(made.certificate, Refused):
        yield say("calibrate.refused", why=made.certificate.why)


def calibration_frames(made: Calibration) -> dict[str, pd.DataFrame]:
    """Return agreement by quality, and each member's reading of each, as tables."""
    agreement = [
        {"criterion": one.criterion, "close": one.close, "pairs": one.pairs, **_ends("icc", one.found.icc)}
        for one in made.agreements
    ]
    read = [
        {"criterion": one.criterion, "member": one.member, **_ends("beside_others", one.found), "p": one.p}
        for one in made.readings
    ]
    return {
        "agreement": pd.DataFrame(agreement),
        "readings": pd.DataFrame(read),
        "parted": frame(
            (
                {
                    "criterion": one.criterion,
                    "recording": one.recording,
                    "low": one.low,
                    "high": one.high,
                    "low_members": joined(one.low_members),
                    "high_members": joined(one.high_members),
                }
                for one in made.parted
            ),
            ("criterion", "recording", "low", "high", "low_members", "high_members"),
        ),
    }


def _ends(name: str, found: Estimate | Refused) -> dict[str, float | None]:
    known = isinstance(found, Estimate)
    return {f"{name}_{end}": getattr(found, end) if known else None for end in ("value", "low", "high")}


def criterion_lines(one: Agreed) -> Iterator[str]:
    """Yield how far members agree on one quality."""
    yield say("calibrate.close", close=one.close, pairs=one.pairs)
    yield say("calibrate.share", words=said(one.share))
    for found in (one.found.icc, one.found.alpha):
        words = agreement_said(found) if isinstance(found, Estimate) else f"{found}"
        yield say("calibrate.coefficient", words=words)


def reading_lines(folder: Folder, made: Calibration) -> Iterator[str]:
    """Yield which members read which qualities otherwise than the others do."""
    tested = [one for one in made.readings if one.p is not None]
    apart = [one for one in tested if one.apart]
    if not tested:
        refusals = [one.found for one in made.readings if isinstance(one.found, Refused)]
        if refusals:
            yield say("calibrate.few", why=refusals[0].why)
        return
    if not apart:
        yield say("calibrate.apart_none", of=say("calibrate.apart_of", count=len(tested)))
        return
    yield say("calibrate.apart")
    for one in apart:
        name = folder.campaign.criterion[one.criterion].name
        yield say("calibrate.apart_one", member=one.member, criterion=name, words=said(one.found))


def _parted(folder: Folder, made: Calibration) -> Iterator[str]:
    bar = folder.campaign.bars.difference
    if not made.parted:
        yield say("calibrate.parted_none", bar=bar)
        return
    yield say("calibrate.parted", bar=bar)
    for one in made.parted:
        criterion = folder.campaign.criterion[one.criterion]
        yield say(
            "calibrate.parted_one",
            criterion=criterion.name,
            recording=one.recording,
            low=one.low,
            high=one.high,
            low_members=joined(one.low_members),
            high_members=joined(one.high_members),
            low_words=criterion.anchors[one.low],
            high_words=criterion.anchors[one.high],
        )
