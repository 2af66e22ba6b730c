"""Figures of safeguarding, with the referrals behind each. They count people."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.urls import reverse

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.foundation import clock
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.reach import within_reach
from broadhurst.foundation.agencies.models import Posting
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.months import in_months
from broadhurst.foundation.figure import (
    Measure,
    Part,
    Record,
    Row,
    Scope,
    Span,
    Tally,
    how_many_did,
)


def _of(scope: Scope) -> QuerySet[Referral]:
    """Return the referrals that the organisations of a scope sent.

    An officer may have postings in two forces. The log has the sender's posting, so it decides.
    """
    sent = Event.objects.filter(verb="referral.sent", subject=OuterRef("ref"))
    sender = Subquery(sent.values("posting__unit__agency")[:1])
    rows = referrals().annotate(sender_id=sender).filter(**scope.only("sender_id"))
    if scope.is_of_organisations:
        # Only so that an index finds the officers ever posted there. `sender_id` decides.
        ever = Posting.objects.filter(**scope.only("unit__agency"))
        rows = rows.filter(sent_by__in=ever.values("officer"))
    return within_reach(rows)


def _row(referral: Referral) -> Row:
    sent_on = referral.sent_at.astimezone(clock.LONDON).date()
    text = f"{referral.get_destination_display()}: {referral.team.name}, sent {sent_on:%-d %B %Y}"
    record = Record(referral.ref, text, reverse("safeguarding:referral", args=[referral.ref]))
    sender: int = referral.sender_id  # type: ignore[attr-defined]
    return Row(record, frozenset({sender}), person=referral.person_id)


def _made(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    return map(_row, _of(scope).filter(_was_made(since, as_of)))


def _was_made(since: date | None, as_of: date) -> Q:
    begun = Q(sent_at__gte=clock.midnight(since)) if since else Q()
    return begun & Q(sent_at__lt=clock.as_of(as_of), withdrawn_at=None)


def _unacknowledged(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    return map(_row, _of(scope).filter(_was_unacknowledged(as_of)))


def _was_unacknowledged(as_of: date) -> Q:
    """Filter for the referrals not acknowledged by the end of the day they were due.

    Referrals to a destination without a known deadline are not counted. Withdrawn ones are not
    counted either.
    """
    instant = clock.as_of(as_of)
    return Q(
        Q(acknowledged_at=None) | Q(acknowledged_at__gte=instant),
        sent_at__lt=instant,
        withdrawn_at=None,
        ack_due_on__lt=instant.astimezone(clock.LONDON).date(),
    )


def _acknowledged(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    """Return the referrals due: 1 for those acknowledged in time, and 0 for the others."""
    for referral in _with_day(_of(scope)).filter(_was_due(since, as_of)):
        in_time = referral.acknowledged_on and referral.acknowledged_on <= referral.ack_due_on
        yield replace(_row(referral), value=int(bool(in_time)))


def _with_day(rows: QuerySet[Any]) -> Any:
    return rows.annotate(acknowledged_on=TruncDate("acknowledged_at", tzinfo=clock.LONDON))


def _was_due(since: date | None, as_of: date) -> Q:
    """Filter for the referrals of a period whose time to be acknowledged was over."""
    day = clock.as_of(as_of).astimezone(clock.LONDON).date()
    return _was_made(since, as_of) & Q(ack_due_on__lt=day)


@read_once
def _counts(scope: Scope, since: date | None, as_of: date) -> dict[str, int]:
    due, in_time = _was_due(since, as_of), Q(acknowledged_on__lte=F("ack_due_on"))
    counts: dict[str, int] = _with_day(_of(scope)).aggregate(
        due=Count("pk", filter=due),
        in_time=Count("pk", filter=due & in_time),
        made=Count("pk", filter=_was_made(since, as_of)),
        unacknowledged=Count("pk", filter=_was_unacknowledged(as_of)),
    )
    return counts


def _tally_of(name: str) -> Callable[[Scope, date | None, date], Tally]:
    def tally(scope: Scope, since: date | None, as_of: date) -> Tally:
        many = _counts(scope, since, as_of)[name]
        return Tally(many, many)

    return tally


def _in_time_by_month(scope: Scope, months: Sequence[Span]) -> dict[int, Part]:
    """Count the referrals sent in each month that were due by its end, and those in time."""
    ends = [clock.as_of(as_of) for _, as_of in months]
    bounds = [*(clock.midnight(since) for since, _ in months), ends[-1]]
    sent = in_months(_with_day(_of(scope)).filter(withdrawn_at=None), "sent_at", bounds, ends)
    due = sent.filter(ack_due_on__lt=TruncDate("until", tzinfo=clock.LONDON))
    in_time = Q(acknowledged_on__lte=F("ack_due_on"))
    counts = due.values_list("month").annotate(many=Count("pk"), did=Count("pk", filter=in_time))
    return {month: Part(many, did) for month, many, did in counts}


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
    _acknowledged, value=how_many_did, of=("referrals", "referral"), of_people=True,
    tally=_tally_in_time, months=_in_time_by_month,
)  # fmt: skip

FIGURES: list[Measure] = [
    referrals_made,
    referrals_unacknowledged,
    referrals_acknowledged_in_time,
]
