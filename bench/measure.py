"""Times and query counts of what is measured."""

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

Run = Callable[[int], None]

# The statements of a signed-in request that are the same whatever it asks for: transactions, the
# session (or token) with its officer and posting, telling PostgreSQL who asks, the layout's counts.
STANDING = re.compile(r"^(BEGIN|COMMIT|SAVEPOINT|RELEASE)|set_config|SELECT DISTINCT n.event_id")


@dataclass
class Measured:
    """Milliseconds of each run."""

    times: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def least(self) -> float:
        return min(self.times)

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.times, n=100, method="inclusive")[98]


@dataclass
class Scenario:
    """One thing that is measured: its runs with the wall and without it."""

    name: str
    run: Run
    on: Measured = field(default_factory=Measured)
    off: Measured = field(default_factory=Measured)
    queries: int = 0
    standing: int = 0


def measure(into: Measured, run: Run, numbers: range) -> None:
    """Time each run. A run is given its number, and raises if the answer is not the one wanted."""
    for number in numbers:
        started = time.perf_counter()
        run(number)
        into.times.append(1000 * (time.perf_counter() - started))


def count_queries(scenario: Scenario, number: int) -> None:
    """Count the statements of one run, those of every request apart."""
    with CaptureQueriesContext(connection) as captured:
        scenario.run(number)
    asked = [query["sql"] for query in captured.captured_queries]
    scenario.standing = sum(bool(STANDING.search(one)) for one in asked)
    scenario.queries = len(asked) - scenario.standing
