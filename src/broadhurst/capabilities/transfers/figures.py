"""Figures of transfers, each with the records behind it.

A transfer counts for the organisation that gives and for the one that receives. In a total of both
it counts once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.capabilities.transfers.queries.moving import transfers
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, within
from broadhurst.foundation.access.reach import within_reach, written_reach
from broadhurst.foundation.chart import Span, TimelineRow
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import Measure, Period, Record, Row, Scope, Tally
from broadhurst.foundation.govuk import words

EARLIEST = datetime.min.replace(tzinfo=UTC)
WAITING = "waiting"
BOTH = "A transfer counts for the organisation that gives and for the one that receives."


def _in_scope(scope: Scope) -> QuerySet[Transfer]:
    giving, receiving = (scope.only(f"{side}__agency") for side in ("giver", "receiver"))
    slim = transfers().prefetch_related(None)
    return within_reach(slim.filter(Q(**giving) | Q(**receiving)))


@read_once
def _accepted(scope: Scope, since: date | None, as_of: date) -> list[Transfer]:
    return list(_in_scope(scope).filter(_was_accepted(since, as_of)))


def _was_accepted(since: date | None, as_of: date) -> Q:
    begun = Q(accepted_at__gte=clock.midnight(since)) if since else Q()
    return begun & Q(accepted_at__lt=clock.as_of(as_of))


def _in_full(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return _of_kind(Transfer.Kind.FULL, _accepted(scope, since, as_of))


def _returned(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return _of_kind(Transfer.Kind.RETURN, _accepted(scope, since, as_of))


def _waiting(scope: Scope, since: date | None, as_of: date) -> list[Row]:
    return _rows(_waiting_at(clock.as_of(as_of), scope.ids, written_reach()))


@prepared_query
def _waiting_at(
    instant: datetime, agencies: list[int] | None, dossiers: Numbers | None
) -> QuerySet[Transfer]:
    return _within(agencies, dossiers).filter(
        Q(opened_at__lt=instant)
        & (Q(accepted_at=None) | Q(accepted_at__gte=instant))
        & (Q(closed_at=None) | Q(closed_at__gte=instant))
    )


@read_once
def _counts(scope: Scope, periods: tuple[Period, ...]) -> Counter[str]:
    """Count for the three figures and all periods, by name and number of the period."""
    rows = _moments(scope.ids, written_reach())
    counts = Counter[str]()
    for number, (since, as_of) in enumerate(periods):
        begun, end = clock.midnight(since) if since else EARLIEST, clock.as_of(as_of)
        for kind, opened_at, accepted_at, closed_at in rows:
            if accepted_at and begun <= accepted_at < end:
                counts[f"{kind}_{number}"] += 1
            ended = (at is not None and at < end for at in (accepted_at, closed_at))
            if opened_at < end and not any(ended):
                counts[f"{WAITING}_{number}"] += 1
    return counts


@prepared_query
def _moments(agencies: list[int] | None, dossiers: Numbers | None) -> QuerySet[Transfer, Any]:
    rows = _within(agencies, dossiers).select_related(None).order_by()
    return rows.values_list("kind", "opened_at", "accepted_at", "closed_at")


def _within(agencies: list[int] | None, dossiers: Numbers | None) -> QuerySet[Transfer]:
    """Return the rows of `_in_scope` for a prepared query."""
    rows = within(transfers().prefetch_related(None), "dossier", dossiers)
    if agencies is None:
        return rows
    gave, received = (AnyOf(F(f"{side}__agency"), agencies) for side in ("giver", "receiver"))
    return rows.filter(Q(gave) | Q(received))


def _series_of(name: str) -> Callable[[Scope, Sequence[Period]], list[Tally]]:
    def series(scope: Scope, periods: Sequence[Period]) -> list[Tally]:
        counts_by_name = _counts(scope, tuple(periods))
        counts = [counts_by_name[f"{name}_{number}"] for number in range(len(periods))]
        return [Tally(moved, moved) for moved in counts]

    return series


def _tally_of(name: str) -> Callable[[Scope, date | None, date], Tally]:
    series = _series_of(name)
    return lambda scope, since, as_of: series(scope, [(since, as_of)])[0]


def _of_kind(kind: Transfer.Kind, accepted: list[Transfer]) -> list[Row]:
    return _rows(transfer for transfer in accepted if transfer.kind == kind)


def _rows(counted: Iterable[Transfer]) -> list[Row]:
    return [_row(transfer) for transfer in sorted(counted, key=_counted_at)]


def _counted_at(transfer: Transfer) -> datetime:
    return transfer.accepted_at or transfer.opened_at


def _row(transfer: Transfer) -> Row:
    when = f"accepted {words.day(transfer.accepted_at)}" if transfer.accepted_at else "not accepted"
    text = f"{transfer.ocg}, {transfer.giver} to {transfer.receiver}, {when}"
    record = Record(transfer.ref, text, record_address("transfers:transfer", transfer.ref))
    return Row(record, frozenset({transfer.giver.agency_id, transfer.receiver.agency_id}))


BEFORE, WITHIN, AFTER = "Before the handover window", "In the window", "After the window"


def latest_transfers(count: int, since: date, as_of: date) -> list[TimelineRow]:
    """Return the latest of the transfers opened from `since`, up to the end of `as_of`."""
    instant = clock.as_of(as_of)
    opened = Transfer.objects.filter(opened_at__gte=clock.midnight(since), opened_at__lt=instant)
    latest = within_reach(opened).select_related("ocg").order_by("-opened_at", "-pk")
    return [_timeline_of(transfer, instant) for transfer in latest[:count]]


def _timeline_of(transfer: Transfer, instant: datetime) -> TimelineRow:
    ended_at = transfer.accepted_at or transfer.closed_at
    has_ended = ended_at is not None and ended_at < instant
    status = words.in_sentence(transfer.get_stage_display()) if has_ended else "open"
    return TimelineRow(
        f"{transfer.ocg.name}: {status}",
        spans_of(
            words.london_day(transfer.opened_at),
            transfer.window_from,
            transfer.window_until,
            words.london_day(ended_at) if ended_at and has_ended else None,
            words.london_day(instant - timedelta(microseconds=1)),
        ),
        record_address("transfers:transfer", transfer.ref),
    )


def spans_of(
    opened: date, first: date, last: date, ended: date | None, as_of: date
) -> list[Span]:  # fmt: skip
    """Divide the days of a transfer at its window, from `first` to the end of `last`.

    Without `ended`, the last span still lasts at the end of `as_of`.
    """
    end = ended or as_of
    after = last + timedelta(days=1)
    stages = ((BEFORE, opened, first), (WITHIN, max(opened, first), after),
              (AFTER, max(opened, after), None))  # fmt: skip
    spans = [
        Span(kind, since, until if until and until < end else ended)
        for kind, since, until in stages
        if since <= end and (until is None or since < until)
    ]
    # A transfer that ended on the day when its next part began has no days in that part.
    return [span for span in spans if span is spans[0] or span.until != span.since]


# The letter of 30 March 2021 counts one transfer in full in 18 months.
transferred_in_full = Measure(
    "transferred_in_full", "OCGs transferred in full", "transfers", "transfer",
    f"Transfers in full that were accepted in the period. {BOTH}", _in_full,
    tally=_tally_of(Transfer.Kind.FULL), series=_series_of(Transfer.Kind.FULL),
)  # fmt: skip
returned = Measure(
    "returned", "OCGs returned", "transfers", "transfer",
    f"Returns that were accepted in the period. {BOTH}", _returned,
    tally=_tally_of(Transfer.Kind.RETURN), series=_series_of(Transfer.Kind.RETURN),
)  # fmt: skip
transfers_waiting = Measure(
    "transfers_waiting", "Transfers waiting", "transfers", "transfer",
    f"Transfers that were not accepted, declined or withdrawn by the end of the day. {BOTH}",
    _waiting, is_of_a_period=False, tally=_tally_of(WAITING),
    series=_series_of(WAITING),
)  # fmt: skip

FIGURES: list[Measure] = [transferred_in_full, returned, transfers_waiting]
