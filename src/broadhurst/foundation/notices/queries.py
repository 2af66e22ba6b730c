"""Notifications of an actor: events that they, or the unit they act in, were told of.

`UNREAD_COUNT` is the number of events among `unread`, but at most 100, for the actor that the
row-level security settings name. The layout of every page asks for it, so it is written in SQL.
"""

from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Notification
from broadhurst.foundation.database.prepared import send
from broadhurst.foundation.notices.kinds import KINDS, TASKS_OF_OFFICER, TASKS_OF_UNIT
from broadhurst.foundation.notices.models import EmailChoice, NotificationRead, SwitchedOff

NOUN = Func(F("event__verb"), Value("."), Value(1), function="split_part", output_field=CharField())
IS_TASK = Q(principal__gt=0, event__verb__in=TASKS_OF_UNIT) | Q(
    principal__lt=0, event__verb__in=TASKS_OF_OFFICER
)
OWN = "(SELECT wall_officer())"  # the officer's id
AT_MOST = 100
# Read from an index of each principal's notifications until there are enough, so that a unit's
# years of notifications are not counted on every page.
UNREAD_COUNT = f"""
SELECT count(*) FROM (
    SELECT DISTINCT enough.event_id FROM unnest(wall_principals()) AS told(principal)
    CROSS JOIN LATERAL (
        SELECT n.event_id FROM audit_notification n JOIN audit_event e ON e.id = n.event_id
        WHERE n.principal = told.principal
          AND -e.officer_id <> ALL ((SELECT wall_principals())::bigint[])
          AND NOT (n.principal > 0 AND e.verb IN {TASKS_OF_UNIT})
          AND NOT (n.principal < 0 AND e.verb IN {TASKS_OF_OFFICER})
          AND split_part(e.verb, '.', 1) NOT IN (
            SELECT s.noun FROM notices_switchedoff s WHERE s.officer_id = {OWN}
          )
          AND n.id NOT IN (
            SELECT r.notification_id FROM notices_notificationread r WHERE r.officer_id = {OWN}
          )
        LIMIT {AT_MOST}
    ) enough
    LIMIT {AT_MOST}
) unread
"""  # noqa: S608


def notices_of(actor: Actor) -> QuerySet[Notification]:
    """Return the notifications, newest first and each event once, with `is_read` for this officer.

    Officers are not notified of their own acts, even if their unit is. An event that both the
    officer and the unit were notified about is shown once. An event that gave them a task is on
    the home page instead, and kinds that they switched off are left out.
    """
    twice = _told(actor).filter(event=OuterRef("event"), pk__lt=OuterRef("pk"))
    reads = NotificationRead.objects.filter(notification=OuterRef("pk"), officer=actor.officer)
    return (
        _told(actor)
        .filter(~Exists(twice))
        .annotate(is_read=Exists(reads))
        .select_related("event", "event__officer", "event__posting__unit", "event__dossier")
        .order_by("-event_id")
    )


def unread(actor: Actor) -> QuerySet[Notification]:
    """Return the notifications that this officer has not read.

    Most were read long ago. So the query collects all of the officer's
    `NotificationRead` rows at once. A lookup for each notification took three times as long.
    """
    reads = NotificationRead.objects.filter(officer=actor.officer).values("notification")
    return _told(actor).exclude(pk__in=reads)


def unread_count() -> int:
    """Return the number of events that the current actor has not read, but at most 100."""
    return int(send(UNREAD_COUNT).row()[0])


def kinds_on(actor: Actor) -> list[str]:
    """Return the keys of the kinds that an officer has not switched off."""
    off = set(SwitchedOff.objects.filter(officer=actor.officer).values_list("noun", flat=True))
    return [kind.key for kind in KINDS if not off & set(kind.nouns)]


def email_choice_of(actor: Actor) -> EmailChoice:
    """Return the kinds that an officer gets by email: none, if they have not chosen."""
    choice = EmailChoice.objects.filter(officer=actor.officer).first()
    return choice or EmailChoice(officer=actor.officer)


def _told(actor: Actor) -> QuerySet[Notification]:
    """Return the rows of the officer and the unit: not own acts, not tasks, not switched off."""
    off = SwitchedOff.objects.filter(officer=actor.officer).values("noun")
    return (
        Notification.objects.filter(principal__in=actor.principals)
        .exclude(event__officer=actor.officer)
        .exclude(IS_TASK)
        .alias(noun=NOUN)
        .exclude(noun__in=off)
    )
