"""Queries for the inspectorate's updates on findings, and for corrections of them."""

from datetime import date

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Finding, InspectorateAct
from broadhurst.foundation.agencies.models import Agency


def counted() -> QuerySet[InspectorateAct]:
    """Return the updates that count: neither corrected nor withdrawn."""
    return InspectorateAct.objects.filter(corrected_by=None, is_withdrawal=False)


def acts_in_force(finding: Finding) -> QuerySet[InspectorateAct]:
    """Return the updates on a finding that count, oldest first."""
    return counted().filter(finding=finding).select_related("agency")


def same_act(
    finding: Finding, agency: Agency, acted_on: date, status: str, text: str
) -> QuerySet[InspectorateAct]:
    """Return the updates that count and have the same content."""
    return acts_in_force(finding).filter(agency=agency, acted_on=acted_on, status=status, text=text)


def last_row_on(
    finding: Finding, agency: Agency, acted_on: date, status: str, text: str
) -> InspectorateAct | None:
    """Return the last row about an update with this content, or None.

    It is the update itself, or its last correction or withdrawal.
    """
    rows = InspectorateAct.objects.filter(finding=finding)
    last = rows.filter(
        agency=agency, acted_on=acted_on, status=status, text=text, corrects=None
    ).first()
    while last is not None and (newer := rows.filter(corrects=last).first()):
        last = newer
    return last
