"""Districts of police forces, and the councils they can belong to."""

from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.capabilities.establishment.rules.administering import is_of_service
from broadhurst.capabilities.establishment.rules.districts import COUNCILS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency, District

DISTRICTS = District.objects.select_related("force", "council")


def open_on(day: date) -> Q:
    """Return a filter for districts that are open on a day."""
    return Q(until_on__isnull=True) | Q(until_on__gt=day)


def districts_of(owner: Agency) -> QuerySet[District]:
    """Return the open districts an owner may work in.

    A force works in its own districts. Other organisations may work in all.
    """
    districts = District.objects.filter(open_on(clock.today()))
    if owner.kind == Agency.Kind.POLICE_FORCE:
        return districts.filter(force=owner)
    return districts


def districts_in(actor: Actor) -> QuerySet[District]:
    """Return the districts an administrator manages: all, or those of their force."""
    if is_of_service(actor.roles):
        return DISTRICTS
    return DISTRICTS.filter(force=actor.agency) if actor.administers else DISTRICTS.none()


def locked_district(district: District) -> District:
    """Lock the force and then the district, and return the district's current row."""
    take(Agency, district.force_id)
    return lock(DISTRICTS, district)


def councils() -> QuerySet[Agency]:
    """Return the open councils and combined authorities."""
    rows = Agency.objects.filter(kind__in=COUNCILS)
    return rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=clock.today()))


def is_name_taken(force: Agency, name: str, *, but: District | None = None) -> bool:
    """Whether another open district of a force has this name, in any case."""
    others = force.districts.filter(name__iexact=name, until_on=None)
    return (others.exclude(pk=but.pk) if but else others).exists()
