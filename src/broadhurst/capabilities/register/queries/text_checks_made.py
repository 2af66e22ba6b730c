"""How often an officer's texts had words that cannot leave, and who is told of too many."""

from datetime import date, datetime

from django.db.models import Q

from broadhurst.capabilities.establishment.queries import forces_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Officer, Posting, Role, Unit, in_force_on
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.statements import send

WORDS_FOUND = "text.words_found"
CHECKING = 0x7E87  # the class of this lock; the officer is its object


def one_at_a_time(actor: Actor) -> None:
    """Let an officer's checks follow each other, so that several at once are counted as several."""
    send("SELECT pg_advisory_xact_lock(%s::int, %s::int)", [CHECKING, actor.officer.pk])


def found_since(actor: Actor, since: datetime) -> list[datetime]:
    """When an officer's texts had words that cannot leave, oldest first."""
    events = Event.objects.filter(officer=actor.officer, verb=WORDS_FOUND, at__gt=since)
    return list(events.order_by("at").values_list("at", flat=True))


def who_looks_after(actor: Actor, today: date) -> list[Unit | Officer]:
    """The auditors of an officer's organisation, and the deconfliction desk for it.

    A policing body has no desk: those of the forces that it answers for are told.
    """
    of = Q(agency=actor.agency) | Q(agency__in=forces_of(actor.agency, today))
    desks = Unit.objects.filter(of, in_force_on(today), kind=Unit.Kind.DESK)
    auditing = Posting.objects.filter(
        in_force_on(today), unit__agency=actor.agency, roles__contains=[Role.AUDITOR]
    )
    return [*Officer.objects.filter(is_active=True, postings__in=auditing).distinct(), *desks]
