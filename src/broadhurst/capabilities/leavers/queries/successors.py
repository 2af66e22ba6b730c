"""Officers who can take over records of a leaver, and those of them who are offered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, OuterRef, QuerySet

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
# Row-level security checks each lead that is counted. To choose who has the least, 100 are enough.
MOST_COUNTED = 100


def successors_of(officer: Officer, actor: Actor) -> list[Officer]:
    """Return the officers of the officer's units in the actor's organisation, by name.

    `led` is how many leads of active OCGs each has, as far as the actor can see, up to 100.
    `can_sio` and `can_lro` say whether they can have that role.
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
    counted = ArraySubquery(led.values("pk")[:MOST_COUNTED])
    own_postings = Posting.objects.filter(in_force, officer=OuterRef("pk"), unit__agency=agency)
    rows = colleagues.annotate(
        led=Func(counted, function="cardinality", output_field=IntegerField()),
        can_sio=Exists(own_postings.filter(roles__overlap=list(SIO_ROLES))),
        can_lro=Exists(own_postings.filter(roles__overlap=list(LRO_ROLES))),
    )
    return rows.exclude(pk=officer).order_by("name", "pk")


def offered(successors: Sequence[Any]) -> dict[Officer, int]:
    """Return those of the successors who lead the fewest OCGs, with how many they lead.

    Officers who can lead come first, because most records of a leaver are leads.
    """
    ranked = sorted(successors, key=lambda officer: (not officer.can_lro, officer.led))
    chosen = ranked[:MOST_OFFERED]
    return {officer: officer.led for officer in sorted(chosen, key=lambda officer: officer.name)}
