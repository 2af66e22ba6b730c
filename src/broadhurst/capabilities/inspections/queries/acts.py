"""Reads of what the inspectorate did about findings, and of what was corrected since."""

from datetime import date

from django.db.models import QuerySet

from broadhurst.capabilities.inspections.models import Finding, InspectorateAct
from broadhurst.foundation.agencies.models import Agency


def counted() -> QuerySet[InspectorateAct]:
    """The acts that count: neither corrected nor withdrawn since."""
    return InspectorateAct.objects.filter(corrected_by=None, is_withdrawal=False)


def acts_in_force(finding: Finding) -> QuerySet[InspectorateAct]:
    """The acts about a finding that count, oldest first."""
    return counted().filter(finding=finding).select_related("agency")


def same_act(
    finding: Finding, agency: Agency, acted_on: date, status: str, text: str
) -> QuerySet[InspectorateAct]:
    """The acts that count and say the same."""
    return acts_in_force(finding).filter(agency=agency, acted_on=acted_on, status=status, text=text)


def last_row_on(
    finding: Finding, agency: Agency, acted_on: date, status: str, text: str
) -> InspectorateAct | None:
    """The last row about an act that once said the same: itself, a correction or a withdrawal."""
    rows = InspectorateAct.objects.filter(finding=finding)
    last = rows.filter(
        agency=agency, acted_on=acted_on, status=status, text=text, corrects=None
    ).first()
    while last is not None and (after := rows.filter(corrects=last).first()):
        last = after
    return last
