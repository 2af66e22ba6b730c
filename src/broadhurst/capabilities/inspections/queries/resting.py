"""What rests on a report or a finding, past the wall where a response is concerned.

A response is behind its own wall, and a finding that another organisation answers may not be
removed either. The database says whether there is one, and nothing about it.
"""

from django.db import connection

from broadhurst.capabilities.establishment.queries import forces_of
from broadhurst.capabilities.inspections.models import Addressee, Finding, Publication, Report
from broadhurst.capabilities.inspections.rules.corrections import objections_to_correct
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor


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


def is_concerned(actor: Actor, report: Report) -> bool:
    """Whether a report asks something of the actor's organisation or of a force it oversees.

    A report that is addressed to nobody yet concerns everyone who records reports.
    """
    asked = set(Addressee.objects.filter(finding__report=report).values_list("agency", flat=True))
    overseen = forces_of(actor.agency, clock.today()).values_list("pk", flat=True)
    return not asked or bool(asked & {actor.agency.pk, *overseen})


def may_correct(actor: Actor, report: Report, one: Report | Finding) -> bool:
    """Whether an actor is offered to correct a report, or a finding of it."""
    objections = objections_to_record(actor.roles)
    objections += objections_to_correct(actor.roles, is_concerned=is_concerned(actor, report))
    return not objections and not one.withdrawn_at


def _asked(function: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])
        return bool(cursor.fetchone()[0])
