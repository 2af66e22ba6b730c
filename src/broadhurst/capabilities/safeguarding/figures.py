"""Figures of safeguarding, each with the referrals behind it."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries import referrals
from broadhurst.foundation import clock
from broadhurst.foundation.figure import Figure, Record


def _figure(
    name: str, title: str, since: date | None, as_of: date, counted: Iterable[Referral]
) -> Figure:
    records = tuple(_record(referral) for referral in counted)
    return Figure(name, title, len(records), "referrals", as_of, since, records)


def _record(referral: Referral) -> Record:
    sent_on = referral.sent_at.astimezone(clock.LONDON).date()
    text = f"{referral.get_destination_display()}: {referral.team.name}, sent {sent_on:%-d %B %Y}"
    return Record(referral.ref, text, reverse("referral", args=[referral.ref]))


def referrals_made(since: date | None, as_of: date) -> Figure:
    """Referrals sent in a period."""
    sent = referrals().filter(sent_at__lt=clock.as_of(as_of), withdrawn_at=None)
    if since:
        sent = sent.filter(sent_at__gte=clock.midnight(since))
    return _figure("referrals_made", "Safeguarding referrals made", since, as_of, sent)


def referrals_unacknowledged(since: date | None, as_of: date) -> Figure:
    """Referrals whose acknowledgement was overdue at the end of a day; the period does not matter.

    A referral is overdue once the day on which its acknowledgement is due has ended. A referral to
    a destination without a known clock is not counted, and neither is one that was withdrawn.
    """
    instant = clock.as_of(as_of)
    waiting = referrals().filter(
        Q(acknowledged_at=None) | Q(acknowledged_at__gte=instant),
        sent_at__lt=instant,
        withdrawn_at=None,
        ack_due_on__lt=instant.astimezone(clock.LONDON).date(),
    )
    title = "Safeguarding referrals not acknowledged in time"
    return _figure("referrals_unacknowledged", title, None, as_of, waiting)


FIGURES: list[Callable[[date | None, date], Figure]] = [referrals_made, referrals_unacknowledged]
