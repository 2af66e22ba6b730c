"""The command that marks notifications as read."""

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.notices.models import NotificationRead
from broadhurst.foundation.notices.queries import unread


@command
def mark_read(*, actor: Actor) -> int:
    """Mark all notifications of this officer as read; return how many were unread."""
    fresh = list(unread(actor).values_list("pk", flat=True))
    NotificationRead.objects.bulk_create(
        (
            NotificationRead(notification_id=pk, officer=actor.officer, at=clock.now())
            for pk in fresh
        ),
        ignore_conflicts=True,
    )
    record(
        actor,
        "notices.read",
        actor.officer.username,
        dossier=None,
        kind=Event.Kind.CONSULTATION,
        count=len(fresh),
    )
    return len(fresh)
