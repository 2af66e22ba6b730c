"""Read the rows that an administrator manages.

For anybody else these queries return nothing.
"""

from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.capabilities.establishment.rules.administering import is_of_service
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import SYSTEM, Actor
from broadhurst.foundation.agencies.models import (
    Agency,
    ApiToken,
    Appointment,
    Officer,
    Post,
    Posting,
    Role,
    Session,
    Unit,
    in_force_on,
)


def agencies_of(actor: Actor) -> QuerySet[Agency]:
    """Return the organisations that an administrator manages: all, or their own."""
    rows = Agency.objects.exclude(kind=Agency.Kind.SYSTEM)
    if is_of_service(actor.roles):
        return rows
    return rows.filter(pk=actor.agency.pk) if actor.administers else rows.none()


def agencies_of_service(actor: Actor) -> QuerySet[Agency]:
    """Return all organisations to an administrator of the service, and to nobody else."""
    return agencies_of(actor) if is_of_service(actor.roles) else Agency.objects.none()


def units_of(actor: Actor) -> QuerySet[Unit]:
    """Return the units that an administrator manages, with the service's own."""
    rows = Unit.objects.select_related("agency", "district")
    if is_of_service(actor.roles):
        return rows
    return rows.filter(agency=actor.agency) if actor.administers else rows.none()


def accounts_of(actor: Actor) -> QuerySet[Officer]:
    """Return the officers whose accounts an administrator manages.

    The system's own account is left out.
    """
    rows = Officer.objects.select_related("agency").exclude(username=SYSTEM)
    if is_of_service(actor.roles):
        return rows
    return rows.filter(agency=actor.agency) if actor.administers else rows.none()


def postings_in(actor: Actor) -> QuerySet[Posting]:
    """Return the postings to units that an administrator manages.

    The system's own posting is left out.
    """
    return _all_postings_in(actor).exclude(officer__username=SYSTEM)


def _all_postings_in(actor: Actor) -> QuerySet[Posting]:
    rows = Posting.objects.select_related("officer", "unit__agency")
    if is_of_service(actor.roles):
        return rows
    return rows.filter(unit__agency=actor.agency) if actor.administers else rows.none()


def appointments_in(actor: Actor) -> QuerySet[Appointment]:
    """Return the appointments an administrator may read.

    An administrator of the service reads all, and others those of their organisation.
    """
    rows = Appointment.objects.select_related("officer", "post__agency")
    if is_of_service(actor.roles):
        return rows
    return rows.filter(post__agency=actor.agency) if actor.administers else rows.none()


def posts_in(actor: Actor) -> QuerySet[Post]:
    """Return the posts of chief officers that an administrator manages."""
    rows = Post.objects.select_related("agency")
    if is_of_service(actor.roles):
        return rows
    return rows.filter(agency=actor.agency) if actor.administers else rows.none()


def tokens_in(actor: Actor) -> QuerySet[ApiToken]:
    """Return the tokens that an actor may revoke: their own and those they manage.

    The system's tokens are included, because an administrator must be able to revoke them.
    """
    rows = ApiToken.objects.select_related("posting__officer", "posting__unit__agency")
    return rows.filter(
        Q(posting__officer=actor.officer) | Q(posting__in=_all_postings_in(actor).values("pk"))
    )


def sessions_in(actor: Actor) -> QuerySet[Session]:
    """Return the sessions that an actor may end: their own and those they manage."""
    rows = Session.objects.filter(expire_date__gt=clock.now()).select_related("officer", "posting")
    return rows.filter(Q(officer=actor.officer) | Q(officer__in=accounts_of(actor).values("pk")))


def tokens_in_force(tokens: QuerySet[ApiToken]) -> QuerySet[ApiToken]:
    """Return the tokens that still work."""
    day = clock.today()
    is_posted = Q(posting__until_on__isnull=True) | Q(posting__until_on__gt=day)
    return tokens.filter(is_posted, revoked_at=None, expires_at__gt=clock.now()).filter(
        posting__officer__is_active=True
    )


def service_administrators(day: date) -> QuerySet[Officer]:
    """Return the officers who administer the service on a day.

    The system's own account is left out.
    """
    posted = Posting.objects.filter(in_force_on(day), roles__contains=[Role.ADMINISTRATOR.value])
    rows = Officer.objects.filter(is_active=True, postings__in=posted)
    return rows.exclude(username=SYSTEM).distinct()
