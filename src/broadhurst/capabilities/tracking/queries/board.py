"""The board of the tracker: findings by organisation and status."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F

from broadhurst.capabilities.inspections.models import OurStatus
from broadhurst.capabilities.inspections.rules.statuses import words
from broadhurst.capabilities.tracking.queries.work import counts, work
from broadhurst.foundation.agencies.models import Agency

STATUSES = [str(value) for value in OurStatus.Status.values]
CARDS = 5  # cards that a column shows before the link to the list


@dataclass(frozen=True)
class BoardRow:
    """An organisation: how many findings it has in each status, in their order, and overdue."""

    key: str
    name: str
    by_status: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    late: int = 0

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def cells(self) -> list[tuple[str, str, int]]:
        """Each status, its words and its number, in the order of the work."""
        return [(status, words(status), self.by_status.get(status, 0)) for status in STATUSES]


@dataclass(frozen=True)
class BoardColumn:
    """A status of one organisation, with its first cards."""

    status: str
    count: int
    cards: list[Any]

    @property
    def title(self) -> str:
        return words(self.status).capitalize()

    @property
    def more(self) -> int:
        """How many findings the list has besides the cards."""
        return self.count - len(self.cards)


def board(today: date) -> list[BoardRow]:
    """Return each organisation that a finding is addressed to, by name."""
    numbers: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    late: dict[str, int] = defaultdict(int)
    for row in counts(today):
        numbers[row["key"], row["name"]][row["ours"]] = row["count"]
        late[row["key"]] += row["late"]
    return [BoardRow(key, name, by, late[key]) for (key, name), by in numbers.items()]


def columns_of(agency: Agency, row: BoardRow) -> list[BoardColumn]:
    """Return the statuses in which an organisation has findings, most urgent cards first."""
    cards: dict[str, list[Any]] = defaultdict(list)
    order = (F("finding__due_on").asc(nulls_last=True), "finding_id")
    for status in STATUSES:
        if row.by_status.get(status):
            rows = work().filter(agency=agency, ours=status).order_by(*order)
            cards[status] = list(rows[:CARDS])
    return [
        BoardColumn(status, row.by_status[status], cards[status])
        for status in STATUSES
        if cards[status]
    ]
