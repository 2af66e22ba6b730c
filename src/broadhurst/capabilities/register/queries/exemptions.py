"""Exemptions from rule 6, under which one officer is both SIO and LRO of an OCG."""

from datetime import date

from broadhurst.capabilities.register.models import Exemption, Lead, Ocg
from broadhurst.capabilities.register.rules.registering import OTHER
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Officer


def in_force(ocg: Ocg, officer: Officer, day: date) -> Exemption | None:
    """Return the exemption that lets an officer be both leads of an OCG on a day, or None."""
    rows = Exemption.objects.filter(ocg=ocg, officer=officer, ended_at=None, until_on__gte=day)
    return rows.first()


def exemption_of(ocg: Ocg, role: str, officer: Officer) -> Exemption | None:
    """Return the exemption that a new lead needs, who also has the other role, or None."""
    other_leads = Lead.objects.filter(
        ocg=ocg, officer=officer, role=OTHER.get(role, ""), until_at=None
    )
    return in_force(ocg, officer, clock.today()) if other_leads.exists() else None
