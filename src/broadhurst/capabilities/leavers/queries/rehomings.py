"""Rehomings of the actor's unit, their rows, and those that wait for a worker."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from broadhurst.capabilities.leavers.models import Rehoming, RehomingRow
from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.register.models import Cover, Lead
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Posting, in_force_on
from broadhurst.foundation.database.ahead import Ask

TO_RUN = "to give the records of leaving officers as supervisors asked"
LEAD, COVER, ORDER = RehomingRow.Kind.LEAD, RehomingRow.Kind.COVER, RehomingRow.Kind.ORDER
LIVE = (Rehoming.Stage.WAITING, Rehoming.Stage.RUNNING)


@dataclass(frozen=True)
class Progress:
    """The number of records of a rehoming, and how many were given or refused."""

    total: int
    done: int
    refused: int

    @property
    def settled(self) -> int:
        return self.done + self.refused

    @property
    def left(self) -> int:
        return self.total - self.settled

    @property
    def percent(self) -> int:
        return 100 * self.settled // self.total if self.total else 0


def rehomings() -> QuerySet[Rehoming]:
    """Return the rehomings that the actor's unit sent, the newest first."""
    return Rehoming.objects.select_related(
        "officer", "unit", "posting__officer", "posting__unit__agency", "posting__unit__district"
    )


def rows(rehoming: Rehoming | None = None) -> QuerySet[RehomingRow]:
    """Return the rows of all rehomings, or of one, in the order in which they are given."""
    rehoming_rows = RehomingRow.objects.select_related("successor", "rehoming__officer")
    return rehoming_rows if rehoming is None else rehoming_rows.filter(rehoming=rehoming)


def progress_of(settled: list[RehomingRow]) -> Progress:
    """Count the rows of a rehoming."""
    done = sum(row.is_done for row in settled)
    refused = sum(bool(row.objections) for row in settled)
    return Progress(len(settled), done, refused)


def names_of(settled: list[RehomingRow]) -> dict[str, str]:
    """Return the names of the records by key, as far as the actor can see them now."""
    ids: defaultdict[str, set[int]] = defaultdict(set)
    for row in settled:
        ids[row.kind].add(row.record)
    leads = Lead.objects.filter(pk__in=ids[LEAD]).values_list("pk", "ocg__name")
    covered = Cover.objects.filter(pk__in=ids[COVER]).values_list("pk", "ocg__name")
    monitored = Order.objects.filter(pk__in=ids[ORDER])
    names: dict[tuple[str, int], str] = {
        **{(LEAD, pk): name for pk, name in leads},
        **{(COVER, pk): name for pk, name in covered},
        **{(ORDER, order.pk): order.what for order in monitored},
    }
    return {row.key: names.get((row.kind, row.record), "") for row in settled}


def sent_for(officer: Officer) -> list[Rehoming]:
    """Return the last rehomings of an officer's records that the actor's unit sent."""
    return _sent_for(officer.pk)


def ask_sent(officer: Officer) -> Ask:
    """Return the statement of `sent_for`, to send it ahead."""
    return _sent_for.ask(officer.pk)


@prepared_query
def _sent_for(officer: int) -> QuerySet[Rehoming]:
    return Rehoming.objects.select_related("posting__officer").filter(officer=officer)[:5]


def under_way(officer: Officer, actor: Actor) -> Rehoming | None:
    """Return the rehoming of an officer's records by the actor's unit that has not ended."""
    return rehomings().filter(officer=officer, unit=actor.unit, ended_at=None).first()


def is_in_post(posting: Posting) -> bool:
    """Return whether a posting is in force, and its officer's account open."""
    return Posting.objects.filter(
        in_force_on(clock.today()), pk=posting.pk, officer__is_active=True
    ).exists()


def to_run(ref: str | None = None) -> list[Rehoming]:
    """Return the rehomings of every unit that have not ended, or the one with a reference.

    A worker belongs to no unit, so it looks past the wall.
    """
    with elevated(TO_RUN):
        live = rehomings().filter(stage__in=LIVE).order_by("sent_at", "pk")
        return list(live.filter(ref=ref) if ref else live)
