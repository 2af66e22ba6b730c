"""The organisations that a finding can be addressed to, as choices of a form."""

from django.db.models import Q, QuerySet

from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.foundation.agencies.models import Agency, in_force_on

KINDS = {
    Agency.Kind.POLICE_FORCE: "Police forces",
    Agency.Kind.ROCU: "Regional organised crime units (ROCUs)",
    Agency.Kind.LOCAL_POLICING_BODY: "Local policing bodies",
    Agency.Kind.COMBINED_AUTHORITY: "Combined authorities",
    Agency.Kind.NATIONAL_AGENCY: "National agencies",
}


def addressable(report: Report, finding: Finding | None = None) -> QuerySet[Agency]:
    """Return the organisations open on the report's day, and current addressees."""
    is_open = in_force_on(report.published_on)
    if finding is not None:
        is_open |= Q(pk__in=finding.addressees.values("agency"))
    return Agency.objects.filter(is_open, kind__in=KINDS).order_by("name")


def by_kind(agencies: QuerySet[Agency]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return organisations as choices of a question, grouped by kind."""
    rows = list(agencies)
    groups = [
        (words, [(agency.key, agency.name) for agency in rows if agency.kind == kind])
        for kind, words in KINDS.items()
    ]
    return [(words, choices) for words, choices in groups if choices]
