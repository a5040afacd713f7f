"""Work out from all attempts which count, and put those in place."""

from __future__ import annotations

from collections.abc import Callable

from ..folder import CourseError
from ..receipts.receipt import fingerprint
from .attempts import Attempt, Attempts
from .choosing import Deadline, choose
from .found import Aside
from .intake import Taken
from .people import People
from .placing import Placer
from .summary import Outcome, Summary


class Settling:
    """Settles every trainee of whom there is an attempt, also those of earlier runs."""

    def __init__(
        self, attempts: Attempts, people: People, deadline: Deadline, placer: Placer, assessment: str
    ) -> None:
        self._attempts = attempts
        self._people = people
        self._deadline = deadline
        self._placer = placer
        self._assessment = assessment
        self._counts: set[tuple[str, str]] = set()
        self._placed: set[str] = set()
        self._now: dict[tuple[str, str], Attempt] = {}

    def settle(self, summary: Summary, progress: Callable[[str, int, int], None]) -> None:
        """Place the attempt of each trainee that counts, and add to a summary what is worth saying."""
        trainees = sorted(self._attempts.by_trainee)
        for number, trainee in enumerate(trainees, 1):
            try:
                self._settle(trainee, summary)
            except CourseError as error:
                summary.set_aside(Aside(f"submitted/{trainee}/{self._assessment}", str(error)))
            progress("Placing", number, len(trainees))
        self._note_shared(summary)

    def now(self, attempt: Attempt) -> Attempt:
        """Return an attempt as it stands after settling."""
        return self._now.get(_key(attempt), attempt)

    def outcome(self, taken: Taken) -> Outcome:
        """Return what became of a record that was taken."""
        attempt = self.now(taken.attempt)
        if attempt.late:
            return "late"
        if _key(attempt) in self._counts and attempt.trainee in self._placed:
            return "placed"
        return "kept" if taken.new and _key(attempt) not in self._counts else "same as before"

    def _settle(self, trainee: str, summary: Summary) -> None:
        limit = self._deadline.of(self._people.by_id.get(trainee), self._assessment)
        attempts = list(self._attempts.by_trainee[trainee])
        chosen, late = choose(attempts, limit)
        for attempt in attempts:
            known = None if limit is None else attempt in late
            self._now[_key(attempt)] = self._attempts.note_late(attempt, known)
        if chosen is None:
            if self._placer.withdraw(trainee, self._assessment):
                summary.notes.append(
                    f"{trainee}: by this deadline nothing is in time; taken out of submitted/"
                )
            return
        self._counts.update(_key(attempt) for attempt in attempts if attempt.sha256 == chosen.sha256)
        if self._placer.place(chosen):
            self._placed.add(trainee)
            most = max(attempt.lines for attempt in attempts if attempt not in late)
            if chosen.lines < most:
                summary.notes.append(
                    f"{trainee}: the last attempt has {chosen.lines} answers, and an earlier one {most}"
                )

    def _note_shared(self, summary: Summary) -> None:
        """Say where several trainees sent the very same record."""
        senders: dict[str, set[str]] = {}
        for trainee, attempts in self._attempts.by_trainee.items():
            for attempt in attempts:
                senders.setdefault(attempt.sha256, set()).add(trainee)
        for sha256, trainees in senders.items():
            if len(trainees) > 1:
                names = " and ".join(sorted(trainees))
                summary.notes.append(f"{names} sent the very same record {fingerprint(sha256)}; look into it")


def _key(attempt: Attempt) -> tuple[str, str]:
    return attempt.trainee, attempt.name
