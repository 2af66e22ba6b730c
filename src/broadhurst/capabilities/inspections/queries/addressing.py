"""The organisations that a finding can be addressed to, as choices of a form."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from broadhurst.capabilities.inspections.models import Finding, Report
from broadhurst.foundation.agencies.models import (
    Agency,
    Oversight,
    Region,
    RegionMember,
    in_force_on,
)

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


def groups_on(day: date) -> list[tuple[str, str]]:
    """Return the groups of organisations that one choice addresses on a day, as choices."""
    regions = Region.objects.filter(
        pk__in=RegionMember.objects.filter(
            in_force_on(day), agency__kind=Agency.Kind.POLICE_FORCE
        ).values("region")
    )
    return [
        ("forces", "All police forces"),
        ("rocus", "All ROCUs"),
        ("policing-bodies", "All local policing bodies"),
        *((f"region:{region.key}", f"All police forces of the {region.name} region")
          for region in regions.order_by("name")),
    ]  # fmt: skip


def members_of(groups: Iterable[str], day: date) -> QuerySet[Agency]:
    """Return the organisations that belong to any of the groups on a day.

    A combined authority is a local policing body if it oversees a police force on that day.
    """
    matches = Q(pk=None)
    for group in groups:
        matches |= _in_group(group, day)
    return Agency.objects.filter(matches, in_force_on(day)).order_by("name")


def _in_group(group: str, day: date) -> Q:
    if group == "forces":
        return Q(kind=Agency.Kind.POLICE_FORCE)
    if group == "rocus":
        return Q(kind=Agency.Kind.ROCU)
    if group == "policing-bodies":
        overseers = Oversight.objects.filter(
            Q(from_on=None) | Q(from_on__lte=day), Q(until_on=None) | Q(until_on__gt=day)
        )
        return Q(kind=Agency.Kind.LOCAL_POLICING_BODY) | Q(pk__in=overseers.values("body"))
    region = group.removeprefix("region:")
    members = RegionMember.objects.filter(in_force_on(day), region__key=region)
    return Q(kind=Agency.Kind.POLICE_FORCE, pk__in=members.values("agency"))
