"""Officers who can take over records of a leaver, and those of them who are offered."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from broadhurst.capabilities.register.models import Lead, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import AnyOf, prepared_query
from broadhurst.foundation.agencies.models import ADMINISTRATORS, Officer, Posting, in_force_on

# A list to choose from has at most 15 options, with “Leave for now”.
MOST_OFFERED = 14


def successors_of(officer: Officer, actor: Actor) -> list[Officer]:
    """Return the officers of the officer's units in the actor's organisation, by name."""
    return _colleagues(officer.pk, actor.agency.pk, clock.today())


@prepared_query
def _colleagues(officer: int, agency: int, day: date) -> QuerySet[Officer]:
    in_force = in_force_on(day)
    held = Posting.objects.filter(in_force, officer=officer, unit__agency=agency).values("unit")
    led_for = Lead.objects.filter(officer=officer, until_at=None, unit__agency=agency)
    units = Q(unit__in=held) | Q(unit__in=led_for.values("unit"))
    posted = Posting.objects.filter(in_force, units)
    posted = posted.exclude(roles__overlap=sorted(ADMINISTRATORS))
    colleagues: QuerySet[Officer] = Officer.objects.filter(
        is_active=True, pk__in=posted.values("officer")
    )
    return colleagues.exclude(pk=officer).order_by("name", "pk")


def offered(successors: list[Officer]) -> dict[Officer, int]:
    """Return those of the officers who lead the fewest OCGs, with how many they lead."""
    loads = dict.fromkeys(successors, 0)
    by_key = {successor.pk: successor for successor in successors}
    loads |= {by_key[officer]: count for officer, count in _loads(list(by_key))}
    chosen = sorted(loads, key=lambda officer: loads[officer])[:MOST_OFFERED]
    return {officer: loads[officer] for officer in sorted(chosen, key=lambda officer: officer.name)}


@prepared_query
def _loads(officers: list[int]) -> QuerySet[Lead, Any]:
    led = Lead.objects.filter(
        AnyOf(F("officer"), officers), until_at=None, ocg__state=Ocg.State.ACTIVE
    )
    return led.order_by().values_list("officer").annotate(Count("ocg", distinct=True))
