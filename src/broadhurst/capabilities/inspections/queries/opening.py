"""Reads of the reports that a policing body has still to answer, and for which forces."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.establishment.queries import forces_of, policing_body_of
from broadhurst.capabilities.inspections.models import Addressee, Finding, Publication, Report
from broadhurst.capabilities.inspections.queries.responses import live
from broadhurst.capabilities.inspections.rules import opening as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency


def is_asked(report: Report, force: Agency, body: Agency) -> bool:
    """Whether a finding of a report is addressed to a force or its body, or nobody knows to whom.

    The same findings can be answered in a response (`may_answer`).
    """
    addressed = Addressee.objects.filter(finding=OuterRef("pk"))
    return report.findings.filter(
        Exists(addressed.filter(agency__in=(force, body))) | ~Exists(addressed), withdrawn_at=None
    ).exists()


def forces_to_answer_for(
    actor: Actor, report: Report, today: date, *, is_elsewhere: bool = False
) -> list[Agency]:
    """The forces for which an actor may open a response to a report now.

    With `is_elsewhere`, those for which they may record one that was published elsewhere.
    """
    ours = live().filter(body=actor.agency, report=report)
    return [
        force
        for force in forces_of(actor.agency, today)
        if not rules.objections_to_open(
            actor,
            report,
            force,
            responsible=policing_body_of(force, today),
            is_asked=is_elsewhere or is_asked(report, force, actor.agency),
            is_open=ours.filter(force=force).exists(),
            published=report.publications.filter(force=force).first(),
        )
    ]


def to_open(actor: Actor, today: date) -> QuerySet[Report]:
    """The reports that recommend something to a force of the actor's body, or to the body.

    A recommendation with no known addressee may be for them. A report with a response is left out.
    """
    forces = forces_of(actor.agency, today)
    addressed = Addressee.objects.filter(finding=OuterRef("pk"))
    asks = Finding.objects.filter(
        Exists(addressed.filter(Q(agency__in=forces) | Q(agency=actor.agency)))
        | ~Exists(addressed),
        report=OuterRef("pk"),
        kind=Finding.Kind.RECOMMENDATION,
        withdrawn_at=None,
    )
    ours = live().filter(report=OuterRef("pk"), body=actor.agency)
    published = Publication.objects.filter(report=OuterRef("pk"), force__in=forces)
    return Report.objects.filter(
        Exists(asks), ~Exists(ours), ~Exists(published), Exists(forces), withdrawn_at=None
    )
