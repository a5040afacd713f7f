"""An existing Dask cluster, by the address of its scheduler."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from ..folder import CourseError

if TYPE_CHECKING:
    from .one import Marking
    from .worker import Outcome

PATIENCE = "20s"


def mark_sent(marking: Marking, sent: list[tuple[str, bytes, datetime | None]]) -> list[Outcome]:
    """Mark records on a machine of the cluster."""
    from .worker import marked

    return [marked(marking, trainee, data, submitted) for trainee, data, submitted in sent]


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError as error:
        raise CourseError("--scheduler needs Dask; install the package's extra 'cluster'") from error
    connect: Any = distributed.Client
    try:
        return connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise CourseError(
            f"no Dask scheduler answers at {address}; give the address that it prints when it starts, "
            "such as tcp://127.0.0.1:8786"
        ) from error


class Cluster:
    """A connection to a cluster that has been given what to mark by.

    The keys go to the cluster's machines in memory. A machine that runs short of it may put them on its
    own disk for a while, as Dask does with whatever it holds.

    Dask sends Python's own objects both ways. Whoever can speak to its scheduler can read the keys, and run
    what they like on every machine, this one too. Records go as bytes and are never more; but the cluster
    has to be the assessor's own, behind a firewall or with TLS, which Dask's configuration sets.
    """

    def __init__(self, address: str, marking: Marking) -> None:
        self._address = address
        self._client = _client(address)
        self.size = sum(self._client.nthreads().values())
        if not self.size:
            self._client.close()
            raise CourseError(f"the Dask scheduler at {address} has no workers; start some, and run again")
        with self._failures():
            self._marking = self._client.scatter(marking, broadcast=True)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def submit(self, sent: list[tuple[str, bytes, datetime | None]]) -> Any:
        """Send records, and return a future of their outcomes."""
        with self._failures():
            return self._client.submit(mark_sent, self._marking, sent, pure=False)

    def outcomes(self, future: Any) -> list[Outcome]:
        """Return what a future holds, as soon as it does.

        Raises
        ------
        CourseError
            If the cluster fails: its machines were lost, or lack this package.
        """
        with self._failures():
            found: list[Outcome] = future.result()
        return found

    @contextlib.contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # what a record may bring about is caught there: this is the cluster's
            raise CourseError(
                f"the Dask cluster at {self._address} fails: {str(error).splitlines()[0]}; what was saved "
                "stands, so see to its machines, which need this package, and run again"
            ) from error
