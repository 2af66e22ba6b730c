"""The organisations that a finding can be addressed to, as a form lists them."""

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
    """The organisations open on the day of a report, and those a finding is addressed to now."""
    is_open = in_force_on(report.published_on)
    if finding is not None:
        is_open |= Q(pk__in=finding.addressees.values("agency"))
    return Agency.objects.filter(is_open, kind__in=KINDS).order_by("name")


def by_kind(agencies: QuerySet[Agency]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Organisations as the choices of a question, in a group for each kind."""
    rows = list(agencies)
    groups = [
        (words, [(one.key, one.name) for one in rows if one.kind == kind])
        for kind, words in KINDS.items()
    ]
    return [(words, choices) for words, choices in groups if choices]
