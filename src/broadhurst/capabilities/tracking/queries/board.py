"""The board of the tracker: findings by organisation and status."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import F

from broadhurst.capabilities.inspections.models import Addressee, OurStatus
from broadhurst.capabilities.inspections.queries.acts import counted
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.capabilities.inspections.rules.statuses import FIRST, is_ended, words
from broadhurst.capabilities.tracking.models import Milestone
from broadhurst.capabilities.tracking.queries.work import OPEN, work
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.govuk.words import first_capital, london_day

Key = tuple[int, int]  # of the finding and of the organisation

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
        return first_capital(words(self.status))

    @property
    def more(self) -> int:
        """How many findings the list has besides the cards."""
        return self.count - len(self.cards)


def board(today: date) -> list[BoardRow]:
    """Return each organisation that a finding is addressed to, by name.

    It says what `work` says. The rows are read whole here, because subqueries for the statuses of
    each row take seconds for 13,000 rows.
    """
    now = _Now(today)
    rows: dict[int, BoardRow] = {}
    addressed = Addressee.objects.filter(
        finding__kind__in=ANSWERED_KINDS, finding__withdrawn_at=None
    )
    agencies = Agency.objects.in_bulk(addressed.values_list("agency", flat=True).distinct())
    late: dict[int, int] = defaultdict(int)
    for finding, agency, due_on in addressed.values_list("finding", "agency", "finding__due_on"):
        row = rows.setdefault(agency, BoardRow(agencies[agency].key, agencies[agency].name))
        row.by_status[now.status_of((finding, agency))] += 1
        late[agency] += now.is_late((finding, agency), due_on)
    board_rows = [replace(row, late=late[agency]) for agency, row in rows.items()]
    return sorted(board_rows, key=lambda row: row.name)


class _Now:
    """The statuses of every finding and organisation, and their first open milestones."""

    def __init__(self, today: date) -> None:
        self.today = today
        statuses = OurStatus.objects.order_by("finding", "agency", "-set_at", "-pk")
        latest = statuses.distinct("finding", "agency").values_list("finding", "agency", "status")
        self.ours = {(finding, agency): status for finding, agency, status in latest}
        reopened = statuses.filter(status=OurStatus.Status.REOPENED, corrected_by=None)
        self.reopened = {
            (finding, agency): london_day(at)
            for finding, agency, at in reopened.distinct("finding", "agency").values_list(
                "finding", "agency", "set_at"
            )
        }
        acts = counted().filter(acted_on__lte=today).exclude(status="")
        theirs = acts.order_by("finding", "agency", "-acted_on", "-pk").distinct(
            "finding", "agency"
        )
        self.theirs = {
            (finding, agency): (status, on)
            for finding, agency, status, on in theirs.values_list(
                "finding", "agency", "status", "acted_on"
            )
        }
        due = Milestone.objects.filter(OPEN).order_by("-due_on")
        self.milestones = {
            (finding, agency): on
            for finding, agency, on in due.values_list("finding", "agency", "due_on")
        }

    def status_of(self, key: Key) -> str:
        return self.ours.get(key, FIRST)

    def is_late(self, key: Key, due_on: date | None) -> bool:
        """Return whether a deadline or a milestone has passed and the work has not ended."""
        dates = [on for on in (due_on, self.milestones.get(key)) if on]
        if not dates or min(dates) >= self.today:
            return False
        theirs, theirs_on = self.theirs.get(key, ("", None))
        ours, reopened_on = self.status_of(key), self.reopened.get(key)
        ended = is_ended(ours, theirs, reopened_on=reopened_on, theirs_on=theirs_on)
        return not ended and ours != OurStatus.Status.CLOSURE_REQUESTED


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
