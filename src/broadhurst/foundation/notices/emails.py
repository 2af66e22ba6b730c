"""Emails about notifications: the reference of each record and its address, and nothing else.

An email is sent before its transaction commits. If the commit then fails, it is sent again: an
officer may get one twice, and never misses one.
"""

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting
from broadhurst.foundation.audit.models import Event, Notification
from broadhurst.foundation.notices.kinds import email_kind
from broadhurst.foundation.notices.models import EmailChoice, Emailed, NotificationRead, SwitchedOff

LATEST = 200  # notifications of an actor that one email looks at
LATE = timedelta(days=2)  # older events are not emailed, for example after a server was down
REFERENCE = re.compile(r"[A-Z]{3}-[A-Z0-9-]+")


def postings_to_email(today: date, *, at_once: bool) -> list[tuple[Posting, list[str], datetime]]:
    """Return the postings in force whose officers get emails, with the kinds and since when.

    Only the system and administrators of the service can see the choices of others.
    """
    choices = EmailChoice.objects.filter(officer__is_active=True).exclude(officer__email="")
    wanted = {
        choice.officer_id: (choice.at_once if at_once else choice.daily, choice.since)
        for choice in choices
    }
    postings = (
        Posting.objects.filter(
            Q(until_on=None) | Q(until_on__gt=today), from_on__lte=today, officer__in=wanted
        )
        .select_related("officer", "unit__agency")
        .order_by("officer", "pk")
    )
    recipients = [(posting, *wanted[posting.officer_id]) for posting in postings]
    return [(posting, kinds, since) for posting, kinds, since in recipients if kinds]


def events_to_email(actor: Actor, kinds: Collection[str], since: datetime) -> list[Event]:
    """Return the unread events of these kinds that were not emailed yet, oldest first.

    The officer's own acts are left out, and kinds that they switched off.
    """
    notifications = Notification.objects.filter(principal__in=actor.principals).order_by(
        "-event_id"
    )
    read = NotificationRead.objects.filter(notification=OuterRef("pk"), officer=actor.officer)
    emailed = Emailed.objects.filter(event=OuterRef("event"), officer=actor.officer)
    rows = (
        notifications.filter(
            ~Exists(read),
            ~Exists(emailed),
            event__in=notifications.values("event")[:LATEST],
            event__at__gt=max(since, clock.now() - LATE),
        )
        .exclude(event__officer=actor.officer)
        .select_related("event")
    )
    off = set(SwitchedOff.objects.filter(officer=actor.officer).values_list("noun", flat=True))
    events = {
        row.event_id: row.event
        for row in rows
        if email_kind(row.event.verb, is_for_unit=row.principal > 0) in kinds
        and row.event.verb.partition(".")[0] not in off
    }
    return [events[pk] for pk in sorted(events)]


def references(events: Iterable[Event]) -> list[str]:
    """Return the references of what events are about, each once. Other subjects are left out."""
    subjects = (event.subject for event in events)
    return list(dict.fromkeys(filter(REFERENCE.fullmatch, subjects)))


def message(officer: Officer, refs: list[str], count: int) -> EmailMessage:
    """Return the email to an officer about so many events, with these references."""
    context = {
        "many": count,
        "records": [(ref, address_of(ref)) for ref in refs],
        "notices": settings.SITE_URL + reverse("home:notices"),
        "choose": settings.SITE_URL + reverse("home:choose_emails"),
    }
    return EmailMessage(
        subject=f"Broadhurst: {count} new notification{'' if count == 1 else 's'}",
        body=render_to_string("notices/email.txt", context),
        to=[officer.email],
    )


def address_of(ref: str) -> str:
    """Return the whole address that leads to a record, for a text that is read outside the site."""
    return settings.SITE_URL + reverse("home:go_to", args=[ref])
