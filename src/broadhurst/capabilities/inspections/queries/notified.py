"""Recipients of notifications about a response: its policing body and its force."""

from collections.abc import Iterable

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.inspections.rules.responses import COMMENTERS
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer, Posting, Role, Unit, in_force_on


def invited_units(response: Response) -> QuerySet[Unit]:
    """Return the units of the force that can see a response."""
    grants = Grant.objects.filter(dossier=response.dossier, until_at=None)
    return Unit.objects.filter(pk__in=grants.values("unit"), agency=response.force_id)


def has_commenter(units: Iterable[Unit]) -> bool:
    """Return whether anyone in these units can comment for the chief officer today."""
    return Posting.objects.filter(
        in_force_on(clock.today()), roles__overlap=sorted(COMMENTERS), unit__in=list(units)
    ).exists()


def notified_of(response: Response) -> list[Unit | Officer]:
    """Return who is notified when a response becomes public.

    The list has its unit, the invited units, and the force's other inspectorate liaison officers.
    Use it only for public facts, because a liaison officer may be unable to see the response.
    """
    units = list(invited_units(response))
    liaison = Posting.objects.filter(
        in_force_on(clock.today()),
        roles__contains=[Role.INSPECTORATE_LIAISON.value],
        unit__agency=response.force_id,
    ).exclude(unit__in=units)
    officers = Officer.objects.filter(is_active=True, postings__in=liaison).distinct()
    return [response.unit, *units, *officers]
