"""Findings about the funding of ROCUs that recur, each with the earlier ones."""

from dataclasses import dataclass

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.inspections.queries.reports import earlier_findings, findings

ABOUT = "funding"  # in the text of a finding: reports have no theme


@dataclass(frozen=True)
class Recurring:
    """A finding and the earlier ones that it repeats, the oldest first."""

    line: list[Finding]

    @property
    def latest(self) -> Finding:
        """The finding of the latest report."""
        return self.line[-1]


def recurring_findings() -> list[Recurring]:
    """Return the lines of findings about funding that recur. Each line is given once, in full."""
    rows = findings().filter(
        recurs_from__isnull=False, withdrawn_at=None, text__icontains=ABOUT
    )  # fmt: skip
    lines = [[*reversed(earlier_findings(finding)), finding] for finding in rows]
    repeated = {earlier.pk for line in lines for earlier in line[:-1]}
    return [Recurring(line) for line in lines if line[-1].pk not in repeated]
