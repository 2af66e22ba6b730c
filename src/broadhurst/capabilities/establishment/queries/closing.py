"""Work in a unit or organisation that continues after its closing day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.foundation.agencies.models import Agency, District, Posting, Unit


def open_beyond(
    rows: QuerySet[Unit] | QuerySet[Posting] | QuerySet[District], day: date
) -> list[str]:
    """Return the names of rows that do not end by a day."""
    open_rows: Iterable[Unit | Posting | District] = rows.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=day)
    )
    return [str(row.officer) if isinstance(row, Posting) else row.name for row in open_rows]


def running_beyond(agency: Agency, day: date) -> list[str]:
    """Return the units, districts and ties that an organisation has after a day.

    An administrator must end each of them before the organisation closes.
    """
    ahead = Q(until_on__isnull=True) | Q(until_on__gt=day)
    overseen = agency.overseen_by.filter(ahead).select_related("body")
    overseeing = agency.oversees.filter(ahead).select_related("force")
    regions = agency.regions.filter(ahead).select_related("region")
    posts = agency.posts.filter(ahead, withdrawn_at=None)
    return [
        *open_beyond(agency.units.all(), day),
        *(f"district {name}" for name in open_beyond(agency.districts.all(), day)),
        *(f"oversight by {row.body.name}" for row in overseen),
        *(f"oversight of {row.force.name}" for row in overseeing),
        *(f"membership of the region {row.region.name}" for row in regions),
        *(f"post {row.title}" for row in posts),
    ]
