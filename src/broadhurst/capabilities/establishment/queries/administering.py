"""What an administrator looks after. These queries find nothing for anyone else."""

from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.capabilities.establishment import rules
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import SYSTEM, Actor
from broadhurst.foundation.agencies.models import (
    Agency,
    ApiToken,
    Appointment,
    Officer,
    Posting,
    RegionMember,
    Role,
    Session,
    Unit,
    in_force_on,
)


def agencies_of(actor: Actor) -> QuerySet[Agency]:
    """The organisations that an administrator looks after: all, or their own."""
    rows = Agency.objects.exclude(kind=Agency.Kind.SYSTEM)
    if rules.is_of_service(actor.roles):
        return rows
    return rows.filter(pk=actor.agency.pk) if actor.administers else rows.none()


def units_of(actor: Actor) -> QuerySet[Unit]:
    """The units that an administrator looks after; the service's own are among them."""
    rows = Unit.objects.select_related("agency", "district")
    if rules.is_of_service(actor.roles):
        return rows
    return rows.filter(agency=actor.agency) if actor.administers else rows.none()


def accounts_of(actor: Actor) -> QuerySet[Officer]:
    """The officers whose accounts an administrator looks after; the system is not one of them."""
    rows = Officer.objects.select_related("agency").exclude(username=SYSTEM)
    if rules.is_of_service(actor.roles):
        return rows
    return rows.filter(agency=actor.agency) if actor.administers else rows.none()


def postings_in(actor: Actor) -> QuerySet[Posting]:
    """The postings to the units that an administrator looks after, without the system's own."""
    return _all_postings_in(actor).exclude(officer__username=SYSTEM)


def _all_postings_in(actor: Actor) -> QuerySet[Posting]:
    rows = Posting.objects.select_related("officer", "unit__agency")
    if rules.is_of_service(actor.roles):
        return rows
    return rows.filter(unit__agency=actor.agency) if actor.administers else rows.none()


def appointments_in(actor: Actor) -> QuerySet[Appointment]:
    """The appointments that an administrator may read: all, or those of their organisation."""
    rows = Appointment.objects.select_related("officer", "agency")
    if rules.is_of_service(actor.roles):
        return rows
    return rows.filter(agency=actor.agency) if actor.administers else rows.none()


def tokens_in(actor: Actor) -> QuerySet[ApiToken]:
    """The tokens that somebody may revoke: their own, and those of the postings they look after.

    A token of the system is among them: somebody must be able to revoke it.
    """
    rows = ApiToken.objects.select_related("posting__officer", "posting__unit__agency")
    return rows.filter(
        Q(posting__officer=actor.officer) | Q(posting__in=_all_postings_in(actor).values("pk"))
    )


def sessions_in(actor: Actor) -> QuerySet[Session]:
    """The sessions that somebody may end: their own, and those of accounts they look after."""
    rows = Session.objects.filter(expire_date__gt=clock.now()).select_related("officer", "posting")
    return rows.filter(Q(officer=actor.officer) | Q(officer__in=accounts_of(actor).values("pk")))


def tokens_in_force(tokens: QuerySet[ApiToken]) -> QuerySet[ApiToken]:
    """Those that still open something."""
    day = clock.today()
    posted = Q(posting__until_on__isnull=True) | Q(posting__until_on__gt=day)
    return tokens.filter(posted, revoked_at=None, expires_at__gt=clock.now()).filter(
        posting__officer__is_active=True
    )


def service_administrators(day: date) -> QuerySet[Officer]:
    """The people who administer the service on a day; the system itself is not one of them."""
    posted = Posting.objects.filter(in_force_on(day), roles__contains=[Role.ADMINISTRATOR.value])
    rows = Officer.objects.filter(is_active=True, postings__in=posted)
    return rows.exclude(username=SYSTEM).distinct()


def region_of(agency: Agency, day: date) -> RegionMember | None:
    """The region that a force or ROCU is in on a day."""
    return agency.regions.filter(in_force_on(day)).select_related("region").first()
