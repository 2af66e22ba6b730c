"""Figures of safeguarding, with the referrals behind each. They count people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import TruncDate

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query, within
from broadhurst.foundation.access.reach import within_reach, written_reach
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.arrays import Numbers
from broadhurst.foundation.database.months import in_months
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.figure import (
    Measure,
    Part,
    Record,
    Row,
    Scope,
    Span,
    Tally,
    how_many_meet,
)
from broadhurst.foundation.govuk.words import london_day

COUNTED = ("due", "in_time", "made", "unacknowledged")


def _of(scope: Scope) -> QuerySet[Referral]:
    """Return the referrals that the organisations of a scope sent.

    An officer may have postings in two forces. The log has the sender's posting, so it decides.
    """
    rows = _with_sender().filter(**scope.only("sender_id"))
    if scope.is_of_organisations:
        # Only so that an index finds the officers ever posted there. `sender_id` decides.
        ever = Posting.objects.filter(**scope.only("unit__agency"))
        rows = rows.filter(sent_by__in=ever.values("officer"))
    return within_reach(rows)


def _with_sender() -> QuerySet[Referral]:
    sending = Event.objects.filter(verb="referral.sent", subject=OuterRef("ref"))
    sender = Subquery(sending.values("posting__unit__agency")[:1])
    return referrals().annotate(sender_id=sender)


def _within(agencies: list[int] | None, dossiers: Numbers | None) -> QuerySet[Any]:
    """Return the rows of `_of` for a prepared query."""
    rows = within(_with_sender(), "sender_id", agencies)
    if agencies is not None:
        ever = Posting.objects.filter(AnyOf(F("unit__agency"), agencies))
        rows = rows.filter(sent_by__in=ever.values("officer"))
    with_day: QuerySet[Any, Any] = _with_day(within(rows, "dossier", dossiers))
    return with_day


def _row(referral: Referral) -> Row:
    sent_on = referral.sent_at.astimezone(clock.LONDON).date()
    text = f"{referral.get_destination_display()}: {referral.team.name}, sent {sent_on:%-d %B %Y}"
    record = Record(referral.ref, text, record_address("safeguarding:referral", referral.ref))
    sender: int = referral.sender_id  # type: ignore[attr-defined]
    return Row(record, frozenset({sender}), person=referral.person_id)


def _made(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    return map(_row, _of(scope).filter(_was_made(since, as_of)))


def _was_made(since: date | None, as_of: date) -> Q:
    return _was_made_between(*clock.span(since, as_of))


def _was_made_between(since: datetime | None, before: datetime) -> Q:
    begun = Q(sent_at__gte=since) if since is not None else Q()
    return begun & Q(sent_at__lt=before, withdrawn_at=None)


def _unacknowledged(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    return map(_row, _of(scope).filter(_was_unacknowledged(as_of)))


def _was_unacknowledged(as_of: date) -> Q:
    """Filter for the referrals not acknowledged by the end of the day they were due.

    Referrals to a destination without a known deadline are not counted. Withdrawn ones are not
    counted either.
    """
    instant = clock.as_of(as_of)
    return _was_unacknowledged_at(instant, london_day(instant))


def _was_unacknowledged_at(instant: datetime, day: date) -> Q:
    return Q(
        Q(acknowledged_at=None) | Q(acknowledged_at__gte=instant),
        sent_at__lt=instant,
        withdrawn_at=None,
        ack_due_on__lt=day,
    )


def _acknowledged(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    """Return the referrals due: 1 for those acknowledged in time, and 0 for the others."""
    since_at, instant = clock.span(since, as_of)
    due = _due(since_at, instant, london_day(instant), scope.ids, written_reach())
    for referral in due:
        in_time = referral.acknowledged_on and referral.acknowledged_on <= referral.ack_due_on
        yield replace(_row(referral), value=int(bool(in_time)))


@prepared_query
def _due(
    since: datetime | None,
    before: datetime,
    day: date,
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Any]:
    """Select the referrals of a period whose time to be acknowledged was over."""
    return _within(agencies, dossiers).filter(_was_due_between(since, before, day))


def _was_due_between(since: datetime | None, before: datetime, day: date) -> Q:
    return _was_made_between(since, before) & Q(ack_due_on__lt=day)


def _with_day(rows: QuerySet[Any]) -> Any:
    return rows.annotate(acknowledged_on=TruncDate("acknowledged_at", tzinfo=clock.LONDON))


@read_once
def _counts(scope: Scope, since: date | None, as_of: date) -> dict[str, int]:
    since_at, instant = clock.span(since, as_of)
    rows = _numbers(since_at, instant, london_day(instant), scope.ids, written_reach())
    return dict(rows[0]) if rows else dict.fromkeys(COUNTED, 0)


@prepared_query
def _numbers(
    since: datetime | None,
    before: datetime,
    day: date,
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Any, Any]:
    """Count all in one row, if there is any referral."""
    made, due = _was_made_between(since, before), _was_due_between(since, before, day)
    in_time = Q(acknowledged_on__lte=F("ack_due_on"))
    rows = _within(agencies, dossiers).order_by().annotate(all=Value(1)).values("all")
    counted: QuerySet[Any, Any] = rows.annotate(
        due=Count("pk", filter=due),
        in_time=Count("pk", filter=due & in_time),
        made=Count("pk", filter=made),
        unacknowledged=Count("pk", filter=_was_unacknowledged_at(before, day)),
    ).values(*COUNTED)
    return counted


def _tally_of(name: str) -> Callable[[Scope, date | None, date], Tally]:
    def tally(scope: Scope, since: date | None, as_of: date) -> Tally:
        number = _counts(scope, since, as_of)[name]
        return Tally(number, number)

    return tally


def _in_time_by_month(scope: Scope, months: Sequence[Span]) -> dict[int, Part]:
    """Count the referrals sent in each month that were due by its end, and those in time."""
    counts = _by_month(*clock.bounds_of_instants(months), scope.ids, written_reach())
    return {month: Part(total, in_time) for month, total, in_time in counts}


@prepared_query
def _by_month(
    first: datetime,
    end: datetime,
    begins: list[datetime],
    ends: list[datetime],
    agencies: list[int] | None,
    dossiers: Numbers | None,
) -> QuerySet[Any, Any]:
    rows = _within(agencies, dossiers).filter(withdrawn_at=None)
    by_month = in_months(rows, "sent_at", first, end, begins, ends)
    due = by_month.filter(ack_due_on__lt=TruncDate("until", tzinfo=clock.LONDON))
    in_time = Q(acknowledged_on__lte=F("ack_due_on"))
    counted: QuerySet[Any, Any] = due.values_list("month").annotate(
        many=Count("pk"), numerator=Count("pk", filter=in_time)
    )
    return counted


def _tally_in_time(scope: Scope, since: date | None, as_of: date) -> Tally:
    counts = _counts(scope, since, as_of)
    return Tally(counts["in_time"], counts["due"])


referrals_made = Measure(
    "referrals_made", "Safeguarding referrals made", "referrals", "referral",
    "Referrals to safeguarding teams that officers of the organisation sent in the period. "
    "Referrals that were withdrawn are not counted.",
    _made, of_people=True, tally=_tally_of("made"),
)  # fmt: skip
referrals_unacknowledged = Measure(
    "referrals_unacknowledged", "Safeguarding referrals not acknowledged in time", "referrals",
    "referral",
    "Referrals that officers of the organisation sent, and that were not acknowledged by the end "
    "of the day they were due. Referrals that were withdrawn are not counted.",
    _unacknowledged, of_people=True, is_of_a_period=False, tally=_tally_of("unacknowledged"),
)  # fmt: skip

referrals_acknowledged_in_time = Measure(
    "referrals_acknowledged_in_time", "Safeguarding referrals acknowledged in time", "referrals",
    "referral",
    "Referrals that officers of the organisation sent in the period and whose time to be "
    "acknowledged was over: how many were acknowledged by the end of the day they were due. "
    "Referrals that were withdrawn are not counted.",
    _acknowledged, value=how_many_meet, of=("referrals", "referral"), of_people=True,
    tally=_tally_in_time, months=_in_time_by_month,
)  # fmt: skip

FIGURES: list[Measure] = [
    referrals_made,
    referrals_unacknowledged,
    referrals_acknowledged_in_time,
]
