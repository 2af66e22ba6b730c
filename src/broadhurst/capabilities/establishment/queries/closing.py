"""What goes on in a unit or an organisation after the day on which it is to close."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.foundation.agencies.models import Agency, District, Posting, Unit


def open_beyond(
    rows: QuerySet[Unit] | QuerySet[Posting] | QuerySet[District], day: date
) -> list[str]:
    """What goes on after a day, by name."""
    found: Iterable[Unit | Posting | District] = rows.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=day)
    )
    return [str(one.officer) if isinstance(one, Posting) else one.name for one in found]


def running_beyond(agency: Agency, day: date) -> list[str]:
    """Return what an organisation still has after a day: units, districts and ties to others.

    An administrator ends each of them first.
    """
    ahead = Q(until_on__isnull=True) | Q(until_on__gt=day)
    overseen = agency.overseen_by.filter(ahead).select_related("body")
    overseeing = agency.oversees.filter(ahead).select_related("force")
    regions = agency.regions.filter(ahead).select_related("region")
    appointments = agency.appointments.filter(ahead).select_related("officer")
    return [
        *open_beyond(agency.units.all(), day),
        *(f"district {name}" for name in open_beyond(agency.districts.all(), day)),
        *(f"oversight by {one.body.name}" for one in overseen),
        *(f"oversight of {one.force.name}" for one in overseeing),
        *(f"membership of the region {one.region.name}" for one in regions),
        *(f"appointment of {one.officer.name} as {one.post}" for one in appointments),
    ]
