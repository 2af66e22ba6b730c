"""Figures of transfers, each with the records behind it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse

from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries import transfers
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure, Record
from broadhurst.foundation.govuk import words


def transferred_in_full(since: date | None, as_of: date) -> Figure:
    """Transfers in full that were accepted in a period: the letter of 30 March 2021 counts one in
    18 months.
    """
    rows = _accepted(since, as_of).filter(kind=Transfer.Kind.FULL)
    return _counted("transferred_in_full", "OCGs transferred in full", since, as_of, rows)


def returned(since: date | None, as_of: date) -> Figure:
    """Returns that were accepted in a period."""
    rows = _accepted(since, as_of).filter(kind=Transfer.Kind.RETURN)
    return _counted("returned", "OCGs returned", since, as_of, rows)


def transfers_waiting(since: date | None, as_of: date) -> Figure:
    """Transfers that were open at the end of a day: neither accepted, declined nor withdrawn."""
    rows = (
        transfers()
        .filter(opened_at__lt=clock.as_of(as_of))
        .exclude(Q(accepted_at__lt=clock.as_of(as_of)) | Q(closed_at__lt=clock.as_of(as_of)))
    )
    return _counted("transfers_waiting", "Transfers waiting", None, as_of, rows)


def _accepted(since: date | None, as_of: date) -> QuerySet[Transfer]:
    rows = transfers().filter(accepted_at__lt=clock.as_of(as_of))
    return rows.filter(accepted_at__gte=clock.midnight(since)) if since else rows


def _counted(
    name: str, title: str, since: date | None, as_of: date, rows: Iterable[Transfer]
) -> Figure:
    records = tuple(_record(one) for one in sorted(rows, key=_when))
    return Figure(name, title, len(records), "transfers", as_of, since=since, records=records)


def _when(one: Transfer) -> datetime:
    return one.accepted_at or one.opened_at


def _record(one: Transfer) -> Record:
    when = f"accepted {words.day(one.accepted_at)}" if one.accepted_at else "not accepted"
    text = f"{one.ocg}, {one.giver} to {one.receiver}, {when}"
    return Record(one.ref, text, reverse("transfer", args=[one.ref]))


FIGURES: list[Callable[[date | None, date], Figure]] = [
    transferred_in_full,
    returned,
    transfers_waiting,
]
