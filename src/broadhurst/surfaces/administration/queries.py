"""Count the OCGs that a leaving officer still leads.

Administrators cannot see OCGs, so the count bypasses row-level security.
"""

from collections.abc import Iterable

from django.db.models import Count

from broadhurst.capabilities.register.models import Lead
from broadhurst.capabilities.register.rules.life import LIVE
from broadhurst.foundation.access.wall import elevated
from broadhurst.foundation.agencies.models import Officer, Posting, Unit

WHY = "counts what an officer who leaves still leads"


def leads_of(officer: Officer) -> list[str]:
    """Describe what an officer leads: the role, how many OCGs, and for which unit."""
    return _describe_leads(officer, Unit.objects.all())


def leads_in(posting: Posting) -> list[str]:
    """Describe what an officer leads for the unit of a posting."""
    return _describe_leads(posting.officer, Unit.objects.filter(pk=posting.unit_id))


def _describe_leads(officer: Officer, units: Iterable[Unit]) -> list[str]:
    with elevated(WHY):
        rows = list(
            Lead.objects.filter(officer=officer, until_at=None, ocg__state__in=LIVE, unit__in=units)
            .values_list("role", "unit__name", "unit__duty_contact")
            .annotate(count=Count("pk"))
            .order_by("unit__name", "role")
        )
    return [
        f"{officer.name} is {Lead.Role(role).label} of {count} "
        f"{'OCG' if count == 1 else 'OCGs'} for {unit}. Ask that unit to name someone else: "
        f"{contact}."
        for role, unit, contact, count in rows
    ]
