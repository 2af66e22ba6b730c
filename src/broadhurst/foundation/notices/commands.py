"""The commands on an officer's own notifications."""

from collections.abc import Collection

from django.db.models import Q

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, for_readers, record
from broadhurst.foundation.notices.kinds import KINDS, nouns_of
from broadhurst.foundation.notices.models import NotificationRead, SwitchedOff
from broadhurst.foundation.notices.queries import unread


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
    own = SwitchedOff.objects.filter(officer=actor.officer)
    own.exclude(noun__in=nouns).delete()
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
