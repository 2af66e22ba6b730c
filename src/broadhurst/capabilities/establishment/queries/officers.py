"""Officers with their postings and appointments."""

from collections.abc import Collection
from datetime import date

from django.db.models import Case, QuerySet, When

from broadhurst.capabilities.establishment.queries.posts import standing_appointments
from broadhurst.capabilities.establishment.rules.appointments import held_beside
from broadhurst.foundation.agencies.models import (
    ADMINISTRATORS,
    Agency,
    Appointment,
    Officer,
    Post,
    Posting,
    Role,
    Unit,
    in_force_on,
)


def postings_of(officer: Officer, day: date) -> QuerySet[Posting]:
    """Return the postings that an officer may act in on a day."""
    return (
        Posting.objects.filter(in_force_on(day), officer=officer)
        .select_related("unit__agency")
        .order_by("unit__agency__name", "unit__name")
    )


def officers_of(agency: Agency, day: date, *, roles: Collection[str] = ()) -> QuerySet[Officer]:
    """Return officers posted to an organisation who may be named on its records.

    With `roles`, only officers whose posting has one of them. Postings as administrator do not
    count, because they open no record. So an administrator cannot be named SIO or LRO.
    """
    postings = Posting.objects.filter(in_force_on(day), unit__agency=agency)
    postings = postings.exclude(roles__overlap=sorted(ADMINISTRATORS))
    if roles:
        postings = postings.filter(roles__overlap=list(roles))
    # Not a join: it would sort every posting of a large force to leave out duplicates.
    return Officer.objects.filter(is_active=True, pk__in=postings.values("officer"))


def roles_of(officer: Officer, agency: Agency, day: date) -> set[str]:
    """Return the roles that an officer has in an organisation on a day."""
    rows = Posting.objects.filter(in_force_on(day), officer=officer, unit__agency=agency)
    return {role for roles in rows.values_list("roles", flat=True) for role in roles}


def unit_of(officer: Officer, beside: Unit, day: date) -> Unit | None:
    """Return this unit if the officer is in it, else their unit of its organisation."""
    units = [posting.unit for posting in postings_of(officer, day)]
    same_agency = [unit for unit in units if unit.agency_id == beside.agency_id]
    return next(
        (unit for unit in same_agency if unit.pk == beside.pk),
        same_agency[0] if same_agency else None,
    )


def unit_to_lead(officer: Officer, beside: Collection[Unit], day: date) -> Unit | None:
    """Return the unit that an officer leads or covers in.

    It is one of the units `beside` them, if they have a posting there. If not, it is a unit of the
    same organisations, or else any unit of their own.
    """
    units = (unit_of(officer, unit, day) for unit in beside)
    own_units = (posting.unit for posting in postings_of(officer, day))
    return next(filter(None, units), None) or next(own_units, None)


def partner_officers(kinds: Collection[str], day: date) -> QuerySet[Officer]:
    """Return the partner practitioners of organisations of these kinds."""
    postings = Posting.objects.filter(
        in_force_on(day), unit__agency__kind__in=list(kinds), roles__contains=[Role.PARTNER]
    )
    return Officer.objects.filter(is_active=True, pk__in=postings.values("officer"))


def posts_beside(appointment: Appointment) -> list[Appointment]:
    """Return other posts the same officer held in that time, in any organisation."""
    others = standing_appointments().filter(officer=appointment.officer).exclude(pk=appointment.pk)
    return held_beside(appointment, list(others))


def chief_officer_for(rocu: Agency, day: date) -> Appointment | None:
    """Return the chief officer with responsibility for a ROCU on a day.

    If two hold a post at once, one whose appointment is substantive comes first.
    """
    rows = standing_appointments().filter(
        in_force_on(day), post__agency=rocu, post__kind=Post.Kind.ROCU
    )
    is_cover = Case(When(basis=Appointment.Basis.SUBSTANTIVE, then=0), default=1)
    return rows.order_by(is_cover, "from_on", "pk").first()
