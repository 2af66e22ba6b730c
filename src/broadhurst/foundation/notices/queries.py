"""Notifications of an actor: events that they, or the unit they act in, were told of."""

from django.db.models import Exists, OuterRef, QuerySet

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Told
from broadhurst.foundation.notices.models import Read


def notices_of(actor: Actor) -> QuerySet[Told]:
    """Newest first, each event once, with `is_read` for this officer.

    An officer is not notified of their own acts, of which their unit may be told. An event that
    both the officer and the unit were told of is shown once.
    """
    twice = Told.objects.filter(
        event=OuterRef("event"), principal__in=actor.principals, pk__lt=OuterRef("pk")
    )
    reads = Read.objects.filter(told=OuterRef("pk"), officer=actor.officer)
    return (
        Told.objects.filter(~Exists(twice), principal__in=actor.principals)
        .exclude(event__officer=actor.officer)
        .annotate(is_read=Exists(reads))
        .select_related("event", "event__officer", "event__posting__unit")
        .order_by("-event_id")
    )


def unread(actor: Actor) -> QuerySet[Told]:
    """Those that this officer has not read.

    Every page counts these, and most notices were read long ago: the officer's readings are
    gathered once and not looked up for each notice, which took three times as long.
    """
    reads = Read.objects.filter(officer=actor.officer).values("told")
    told = Told.objects.filter(principal__in=actor.principals).exclude(pk__in=reads)
    return told.exclude(event__officer=actor.officer)


def unread_count(actor: Actor) -> int:
    """How many events this officer has not read of, counted to 100 and no further."""
    return unread(actor).values("event").distinct()[:100].count()
