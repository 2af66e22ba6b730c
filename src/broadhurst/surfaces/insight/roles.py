"""The role pages that an officer has."""

from django.db.models import QuerySet

from broadhurst.capabilities.register.models import Lead
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.surfaces.insight.questions import RolePage, pages_of

LEADING = (Lead.Role.SIO, Lead.Role.LRO)


def role_pages(actor: Actor) -> list[RolePage]:
    """Return the role pages of an actor, the first to start with."""
    return pages_of(frozenset(actor.roles), actor.agency.kind, _leading(actor.officer.pk))


def role_page(actor: Actor, key: str) -> RolePage | None:
    """Return the role page with this key, or the first. None if it is not one of the actor's."""
    pages = role_pages(actor)
    return next((page for page in pages if page.key == key), None) if key else pages[0]


@read_once
def _leading(officer: int) -> frozenset[str]:
    """Return the roles in which an officer leads on an OCG that they can see."""
    return frozenset(_led_as(officer))


@prepared_query
def _led_as(officer: int) -> QuerySet[Lead, str]:
    leads = Lead.objects.filter(until_at=None, officer=officer, role__in=LEADING)
    return leads.order_by().values_list("role", flat=True).distinct()
