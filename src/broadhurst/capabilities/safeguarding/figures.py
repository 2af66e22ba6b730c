"""Figures of safeguarding, with the referrals behind each. They count people."""

from collections.abc import Iterable
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import referrals
from broadhurst.foundation import clock
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.figure import Measure, Record, Row, Scope


def _of(scope: Scope) -> QuerySet[Referral]:
    """Return the referrals that the organisations of a scope sent.

    An officer may have postings in two forces. The log has the sender's posting, so it decides.
    """
    sent = Event.objects.filter(verb="referral.sent", subject=OuterRef("ref"))
    sender = Subquery(sent.values("posting__unit__agency")[:1])
    return referrals().annotate(sender_id=sender).filter(**scope.only("sender_id"))


def _row(referral: Referral) -> Row:
    sent_on = referral.sent_at.astimezone(clock.LONDON).date()
    text = f"{referral.get_destination_display()}: {referral.team.name}, sent {sent_on:%-d %B %Y}"
    record = Record(referral.ref, text, reverse("safeguarding:referral", args=[referral.ref]))
    sender: int = referral.sender_id  # type: ignore[attr-defined]
    return Row(record, frozenset({sender}), person=referral.person_id)


def _made(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    sent = _of(scope).filter(sent_at__lt=clock.as_of(as_of), withdrawn_at=None)
    if since:
        sent = sent.filter(sent_at__gte=clock.midnight(since))
    return map(_row, sent)


def _unacknowledged(scope: Scope, since: date | None, as_of: date) -> Iterable[Row]:
    """Return the referrals not acknowledged by the end of the day they were due.

    Referrals to a destination without a known deadline are not counted. Withdrawn ones are not
    counted either.
    """
    instant = clock.as_of(as_of)
    waiting = _of(scope).filter(
        Q(acknowledged_at=None) | Q(acknowledged_at__gte=instant),
        sent_at__lt=instant,
        withdrawn_at=None,
        ack_due_on__lt=instant.astimezone(clock.LONDON).date(),
    )
    return map(_row, waiting)


referrals_made = Measure(
    "referrals_made", "Safeguarding referrals made", "referrals", "referral",
    "Referrals to safeguarding teams that officers of the organisation sent in the period. "
    "Referrals that were withdrawn are not counted.",
    _made, of_people=True,
)  # fmt: skip
referrals_unacknowledged = Measure(
    "referrals_unacknowledged", "Safeguarding referrals not acknowledged in time", "referrals",
    "referral",
    "Referrals that officers of the organisation sent, and that were not acknowledged by the end "
    "of the day they were due. Referrals that were withdrawn are not counted.",
    _unacknowledged, of_people=True, is_of_a_period=False,
)  # fmt: skip

FIGURES: list[Measure] = [referrals_made, referrals_unacknowledged]
