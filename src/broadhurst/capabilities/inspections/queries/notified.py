"""Who is notified of a response, beside the policing body: the force that it is about."""

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Response
from broadhurst.foundation import clock
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Officer, Posting, Role, Unit, in_force_on


def invited_units(response: Response) -> QuerySet[Unit]:
    """The units of the force that can see a response."""
    grants = Grant.objects.filter(dossier=response.dossier, until_at=None)
    return Unit.objects.filter(pk__in=grants.values("unit"), agency=response.force_id)


def notified_of(response: Response) -> list[Unit | Officer]:
    """Its unit, the units invited, and the force's inspectorate liaison officers elsewhere.

    For what anyone can read: a liaison officer may not see the response itself.
    """
    units = list(invited_units(response))
    liaison = Posting.objects.filter(
        in_force_on(clock.today()),
        roles__contains=[Role.INSPECTORATE_LIAISON.value],
        unit__agency=response.force_id,
    ).exclude(unit__in=units)
    officers = Officer.objects.filter(is_active=True, postings__in=liaison).distinct()
    return [response.unit, *units, *officers]
