"""Notifications of an actor: events that they, or the unit they act in, were told of.

`UNREAD_COUNT` is the number of events among `unread`, but at most 100, for the actor that the
row-level security settings name. The layout of every page asks for it, so it is written in SQL.
"""

from django.db.models import Exists, OuterRef, QuerySet

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.notices.models import NotificationRead

UNREAD_COUNT = """
SELECT count(*) FROM (
    SELECT DISTINCT n.event_id FROM audit_notification n
    JOIN audit_event e ON e.id = n.event_id
    WHERE n.principal = ANY ((SELECT wall_principals())::bigint[])
      AND -e.officer_id <> ALL ((SELECT wall_principals())::bigint[])
      AND n.id NOT IN (
        SELECT r.notification_id FROM notices_notificationread r
        WHERE r.officer_id = (SELECT -p FROM unnest(wall_principals()) AS p WHERE p < 0)
      )
    LIMIT 100
) unread
"""


def notices_of(actor: Actor) -> QuerySet[Notification]:
    """Return the notifications, newest first and each event once, with `is_read` for this officer.

    Officers are not notified of their own acts, even if their unit is. An event that both the
    officer and the unit were notified about is shown once.
    """
    twice = Notification.objects.filter(
        event=OuterRef("event"), principal__in=actor.principals, pk__lt=OuterRef("pk")
    )
    reads = NotificationRead.objects.filter(notification=OuterRef("pk"), officer=actor.officer)
    return (
        Notification.objects.filter(~Exists(twice), principal__in=actor.principals)
        .exclude(event__officer=actor.officer)
        .annotate(is_read=Exists(reads))
        .select_related("event", "event__officer", "event__posting__unit")
        .order_by("-event_id")
    )


def unread(actor: Actor) -> QuerySet[Notification]:
    """Return the notifications that this officer has not read.

    Most were read long ago. So the query collects all of the officer's
    `NotificationRead` rows at once. A lookup for each notification took three times as long.
    """
    reads = NotificationRead.objects.filter(officer=actor.officer).values("notification")
    notifications = Notification.objects.filter(principal__in=actor.principals)
    return notifications.exclude(pk__in=reads).exclude(event__officer=actor.officer)
