"""The commands on an officer's own notifications."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import About, command, for_readers, record, record_by_system
from broadhurst.foundation.notices.emails import events_to_email, message, references
from broadhurst.foundation.notices.kinds import EMAIL_KINDS, KINDS, nouns_of
from broadhurst.foundation.notices.models import EmailChoice, Emailed, NotificationRead, SwitchedOff
from broadhurst.foundation.notices.queries import unread
from broadhurst.foundation.notices.rules import objections_to_choose_emails
from broadhurst.foundation.workflow import refuse_if

EMAILS_KEPT = timedelta(days=7)


@command
@for_readers
def mark_read(*, actor: Actor, about: str = "") -> int:
    """Mark your notifications about one record, or all, as read; return how many were unread.

    `about` is the reference of the record, or of the OCG that it belongs to.
    """
    rows = unread(actor)
    if about:
        rows = rows.filter(Q(event__subject=about) | Q(event__dossier__about=about))
    fresh = dict(rows.values_list("pk", "event"))
    now = clock.now()
    NotificationRead.objects.bulk_create(
        (NotificationRead(notification_id=pk, officer=actor.officer, at=now) for pk in fresh),
        ignore_conflicts=True,
    )
    # An event that both the officer and their unit were notified of counts once.
    count = len(set(fresh.values()))
    record(
        actor,
        "notices.read",
        actor.officer.username,
        dossier=None,
        kind=Event.Kind.CONSULTATION,
        count=count,
    )
    return count


@command
@for_readers
def choose_kinds(*, actor: Actor, kinds: Collection[str]) -> list[str]:
    """Choose the kinds of notification that you get; return the keys of those switched off.

    Tasks are not notifications, so they always appear on the home page.
    """
    take(Officer, actor.officer.pk)

    off = [kind for kind in KINDS if kind.key not in kinds]
    nouns = nouns_of({kind.key for kind in off})
    switched_off = SwitchedOff.objects.filter(officer=actor.officer)
    switched_off.exclude(noun__in=nouns).delete()
    rows = (SwitchedOff(officer=actor.officer, noun=noun) for noun in sorted(nouns))
    SwitchedOff.objects.bulk_create(rows, ignore_conflicts=True)

    record(
        actor,
        "notices.chosen",
        actor.officer.username,
        dossier=None,
        off=", ".join(kind.name for kind in off) or "none",
    )
    return [kind.key for kind in off]


@command
@for_readers
def choose_emails(
    *, actor: Actor, at_once: Collection[str] = (), daily: Collection[str] = ()
) -> EmailChoice:
    """Choose the kinds of notification that you get by email: at once, or once a day.

    Only what happens from now on is emailed.
    """
    take(Officer, actor.officer.pk)
    refuse_if(
        objections_to_choose_emails(
            at_once, daily, address=actor.officer.email, sends=settings.SENDS_EMAIL
        )
    )

    EmailChoice.objects.filter(officer=actor.officer).delete()
    choice = EmailChoice(
        officer=actor.officer, at_once=sorted(at_once), daily=sorted(daily), since=clock.now()
    )
    if at_once or daily:
        choice.save(force_insert=True)

    record(
        actor,
        "notices.emails_chosen",
        actor.officer.username,
        dossier=None,
        at_once=_names(choice.at_once),
        daily=_names(choice.daily),
    )
    return choice


def _names(keys: Collection[str]) -> str:
    return ", ".join(name for key, name in EMAIL_KINDS if key in keys) or "none"


@command
@for_readers
def email_notifications(
    *, actor: Actor, kinds: Collection[str], since: datetime, mail: BaseEmailBackend
) -> int:
    """Email an officer the references of new notifications; return how many events there were.

    `mail` is the open connection to send with. Raises what it raises if the email is not sent.
    """
    take(Officer, actor.officer.pk)
    events = events_to_email(actor, kinds, since)
    now = clock.now()
    Emailed.objects.filter(officer=actor.officer, at__lt=now - EMAILS_KEPT).delete()
    Emailed.objects.bulk_create(
        Emailed(event=event, officer=actor.officer, at=now) for event in events
    )
    refs = references(events)
    record_by_system(
        "notices.emailed",
        [About(actor.officer.username, (), {"count": len(events), "refs": ", ".join(refs)})],
        dossier=None,
        kind=Event.Kind.DISCLOSURE,
    )
    if events:
        mail.send_messages([message(actor.officer, refs, len(events))])
    return len(events)
