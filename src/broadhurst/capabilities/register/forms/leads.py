"""Offer the officers who can lead an OCG, as every form that names a lead does."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from broadhurst.capabilities.establishment.queries.officers import officers_of
from broadhurst.capabilities.register.rules.leading import LEADS, who_leads
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency, Officer


def officers_who_lead(role: str, agencies: Iterable[Agency]) -> QuerySet[Officer]:
    """Return the officers of organisations who can have a role on an OCG today.

    While the role is not chosen, they are all officers who can have one.
    """
    officers, today = Officer.objects.none(), clock.today()
    for agency in agencies:
        officers |= officers_of(agency, today, roles=LEADS.get(role, ()))
    return officers


def offer_leads(form: forms.Form, name: str, role: str, officers: Any) -> None:
    """Offer officers in a field for a lead, and say who they are if it gets another."""
    field: Any = form.fields[name]
    field.queryset = officers
    if role in LEADS:
        field.only = who_leads(role)
