"""Officers who can take over records of a leaver, and those of them who are offered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.capabilities.register.rules.leading import LRO_ROLES, SIO_ROLES
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Officer,
    Posting,
    Unit,
    in_force_on,
)
from broadhurst.foundation.database.ahead import Ask

# A list to choose from has at most 15 options, with “Leave for now”.
MOST_OFFERED = 14


def successors_of(officer: Officer, actor: Actor) -> list[Officer]:
    """Return the officers of the officer's units in the actor's organisation, by name.

    `led` is how many active OCGs each leads, as far as the actor can see it. `can_sio` and
    `can_lro` say whether they can have that role.
    """
    return _colleagues(officer.pk, actor.agency.pk, clock.today())


def ask_successors(officer: Officer, actor: Actor) -> Ask:
    """Return the statement of `successors_of`, to send it ahead."""
    return _colleagues.ask(officer.pk, actor.agency.pk, clock.today())


@prepared_query
def _colleagues(officer: int, agency: int, day: date) -> QuerySet[Officer]:
    in_force = in_force_on(day)
    # Looked up for each unit: PostgreSQL would look at each of hundreds of leads for a list.
    held = Posting.objects.filter(in_force, officer=officer, unit=OuterRef("pk"))
    led_for = Lead.objects.filter(officer=officer, until_at=None, unit=OuterRef("pk"))
    units = Unit.objects.filter(Exists(held) | Exists(led_for), agency=agency)
    posted = Posting.objects.filter(in_force, unit__in=units.order_by().values("pk"))
    posted = posted.exclude(roles__overlap=sorted(ADMINISTRATORS))
    colleagues: QuerySet[Officer] = Officer.objects.filter(
        is_active=True, pk__in=posted.values("officer")
    )
    led = Lead.objects.filter(
        officer=OuterRef("pk"), until_at=None, ocg__state=Ocg.State.ACTIVE
    ).order_by()
    many = led.values("officer").annotate(many=Count("ocg", distinct=True)).values("many")
    own = Posting.objects.filter(in_force, officer=OuterRef("pk"), unit__agency=agency)
    counted = colleagues.annotate(
        led=Coalesce(Subquery(many), 0),
        can_sio=Exists(own.filter(roles__overlap=list(SIO_ROLES))),
        can_lro=Exists(own.filter(roles__overlap=list(LRO_ROLES))),
    )
    return counted.exclude(pk=officer).order_by("name", "pk")


def offered(successors: Sequence[Any]) -> dict[Officer, int]:
    """Return those of the successors who lead the fewest OCGs, with how many they lead.

    Officers who can lead come first, because most records of a leaver are leads.
    """
    ranked = sorted(successors, key=lambda officer: (not officer.can_lro, officer.led))
    chosen = ranked[:MOST_OFFERED]
    return {officer: officer.led for officer in sorted(chosen, key=lambda officer: officer.name)}
