"""Read directions of the NCA, as far as the reader may see them."""

from django.db.models import QuerySet

from broadhurst.capabilities.establishment.queries.organisations import units_in_force
from broadhurst.capabilities.tasking.models import Direction
from broadhurst.foundation import clock
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency, Unit


def directions() -> QuerySet[Direction]:
    """Return the directions that the reader may see."""
    return Direction.objects.select_related("dossier", "recipient", "recorded_by", "closed_by")


def recipients(agency: Agency) -> QuerySet[Agency]:
    """Return every organisation to a national agency. To others, return only their own."""
    if agency.kind != Agency.Kind.NATIONAL_AGENCY:
        return Agency.objects.filter(pk=agency.pk)
    return Agency.objects.exclude(kind=Agency.Kind.SYSTEM).order_by("name")


def coordinators_of(agency: Agency) -> list[Unit]:
    """Return the coordination units of an organisation."""
    rows = units_in_force(clock.today()).filter(agency=agency, kind=Unit.Kind.COORDINATION)
    return list(rows)


def locked_direction(direction: Direction) -> Direction:
    """Lock and return a direction."""
    return lock(directions(), direction)
