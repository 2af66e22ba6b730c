"""What rests on a report or a finding, past the wall where a response is concerned.

A response is behind its own wall, and a finding that another organisation answers may not be
removed either. The database says whether there is one, and nothing about it.
"""

from django.db import connection

from broadhurst.capabilities.inspections.models import Finding, Publication, Report


def resting_on_finding(finding: Finding) -> list[str]:
    """What a finding has, in words, because of which it is not removed."""
    found = {
        "an answer in a response": _asked("inspections_is_answered", finding.pk),
        "a status": finding.our_statuses.exists(),
        "an inspectorate update": finding.acts.exists(),
        "recommendations under it": finding.children.exists(),
        "a later finding that repeats it": finding.recurrences.exists(),
    }
    return [what for what, there in found.items() if there]


def resting_on_report(report: Report) -> list[str]:
    """What a report has, in words, because of which it is not removed."""
    found = {
        "a response": _asked("inspections_has_response", report.pk)
        or Publication.objects.filter(report=report).exists(),
        "findings": report.findings.exists(),
    }
    return [what for what, there in found.items() if there]


def _asked(function: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
        return bool(cursor.fetchone()[0])
