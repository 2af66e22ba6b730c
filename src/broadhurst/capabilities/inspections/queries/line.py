"""The findings that repeat or supersede each other."""

from collections.abc import Iterable

from django.db.models import Q

from broadhurst.capabilities.inspections.models import Finding


def related_keys(finding: Finding) -> set[int]:
    """Return the keys of all findings that repeat or supersede each other, in any direction."""
    known, new = {finding.pk}, {finding.pk}
    while new:
        links = Finding.objects.filter(
            Q(pk__in=new)
            | Q(recurs_from__in=new)
            | Q(our_statuses__superseded_by__in=new, our_statuses__corrected_by=None)
        ).values_list("pk", "recurs_from")
        newer = Finding.objects.filter(
            supersedes__finding__in=new, supersedes__corrected_by=None
        ).values_list("pk", flat=True)
        linked = {pk for both in links for pk in both if pk} | set(newer)
        new = linked - known
        known |= new
    return known


def keys_with_links(findings: Iterable[Finding]) -> set[int]:
    """Return the keys of those findings that repeat or supersede another, in any direction."""
    links = (
        Q(recurs_from__isnull=False)
        | Q(recurrences__isnull=False)
        | Q(supersedes__isnull=False)
        | Q(our_statuses__superseded_by__isnull=False)
    )
    rows = Finding.objects.filter(links, pk__in=[finding.pk for finding in findings])
    return set(rows.values_list("pk", flat=True))
