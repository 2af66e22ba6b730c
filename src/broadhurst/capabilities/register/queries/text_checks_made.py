"""Count an officer's texts with register words, and find who to notify."""

from datetime import date, datetime

from django.db.models import Q

from broadhurst.capabilities.establishment.queries.organisations import forces_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting, Role, Unit, in_force_on
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.database.prepared import send

WORDS_FOUND = "text.words_found"
CHECKING = 0x7E87  # the first number of the advisory lock; the officer's id is the second


def one_at_a_time(actor: Actor) -> None:
    """Lock an officer's text checks, so that simultaneous checks are all counted."""
    send("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [CHECKING, actor.officer.pk])


def found_since(actor: Actor, since: datetime) -> list[datetime]:
    """Return when an officer's texts had register words, oldest first."""
    events = Event.objects.filter(officer=actor.officer, verb=WORDS_FOUND, at__gt=since)
    return list(events.order_by("at").values_list("at", flat=True))


def auditors_and_desk_of(actor: Actor, today: date) -> list[Unit | Officer]:
    """Return the auditors of an officer's organisation and its deconfliction desk.

    A policing body has no desk, so the desks of its forces are returned.
    """
    is_responsible = Q(agency=actor.agency) | Q(agency__in=forces_of(actor.agency, today))
    desks = Unit.objects.filter(is_responsible, in_force_on(today), kind=Unit.Kind.DESK)
    auditing = Posting.objects.filter(
        in_force_on(today), unit__agency=actor.agency, roles__contains=[Role.AUDITOR]
    )
    return [*Officer.objects.filter(is_active=True, postings__in=auditing).distinct(), *desks]
