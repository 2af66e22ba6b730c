"""Lock a finding and the one that supersedes it, and look at the newer one.

Not a command. The commands that set or correct an own status call it.
"""

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.reports import addressed, status_of
from broadhurst.capabilities.inspections.rules.statuses import objections_to_newer_status
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.workflow import at


def lock_both(finding: Finding, newer: Finding | None) -> Finding:
    """Lock both findings in id order, so that they cannot supersede each other."""
    for key in sorted({finding.pk, newer.pk if newer else finding.pk}):
        take(Finding, key)
    return lock(Finding.objects.select_related("report"), finding)


def objections_to_newer(newer: Finding | None, agency: Agency) -> list[str]:
    """Say why a finding cannot supersede another for an organisation."""
    if newer is None:
        return []
    if not addressed(newer).filter(pk=agency.pk).exists():
        return at("superseded_by", f"That finding is not addressed to {agency.name}.")
    return objections_to_newer_status(status_of(newer, agency).ours)
