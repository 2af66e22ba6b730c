"""Queries for the reports that a policing body must answer, and for which forces."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.establishment.queries.organisations import (
    forces_of,
    policing_body_of,
    with_those_before,
)
from broadhurst.capabilities.inspections.models import Addressee, Finding, Publication, Report
from broadhurst.capabilities.inspections.queries.responses import live
from broadhurst.capabilities.inspections.queries.shared import published_elsewhere
from broadhurst.capabilities.inspections.rules import opening as rules
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.agencies.models import Agency


def is_asked(report: Report, force: Agency, body: Agency) -> bool:
    """Return whether a finding is addressed to the force or its body, or has no known
    addressee.

    A response can answer the same findings (`may_answer`).
    """
    addressed = Addressee.objects.filter(finding=OuterRef("pk"))
    return report.findings.filter(
        Exists(addressed.filter(agency__in=(force, body))) | ~Exists(addressed), withdrawn_at=None
    ).exists()


def published_for(report: Report, force: Agency) -> Publication | None:
    """Return what was published on a report for a force, or for one that it took over."""
    return report.publications.filter(with_those_before("force", [force])).first()


def forces_to_answer_for(
    actor: Actor, report: Report, today: date, *, is_elsewhere: bool = False
) -> list[Agency]:
    """Return the forces for which an actor can open a response to a report now.

    With `is_elsewhere`, return those for which they can record one published elsewhere.
    """
    by_force = _objections_by_force(actor, report, today, is_elsewhere=is_elsewhere)
    return [force for force, objections in by_force if not objections]


def objections_to_open_any(
    actor: Actor, report: Report, today: date, *, is_elsewhere: bool = False
) -> list[str]:
    """Say why an actor can open no response to a report, for whichever of their forces."""
    if objections := rules.objections_to_opener(actor.roles):
        return objections
    by_force = _objections_by_force(actor, report, today, is_elsewhere=is_elsewhere)
    if any(not objections for _, objections in by_force):
        return []
    return list(dict.fromkeys(why for _, objections in by_force for why in objections))


def _objections_by_force(
    actor: Actor, report: Report, today: date, *, is_elsewhere: bool
) -> list[tuple[Agency, list[str]]]:
    our_responses = live().filter(body=actor.agency, report=report)
    return [
        (
            force,
            rules.objections_to_open(
                actor,
                report,
                force,
                responsible=policing_body_of(force, today),
                is_asked=is_elsewhere or is_asked(report, force, actor.agency),
                is_open=our_responses.filter(force=force).exists(),
                published=published_for(report, force),
            ),
        )
        for force in forces_of(actor.agency, today)
    ]


def to_open(actor: Actor, today: date) -> list[Report]:
    """Return the reports with a known deadline that the actor's body must still answer.

    These reports have no response yet, but a recommendation to the body or to one of its forces. A
    recommendation with no known addressee counts too, because it may be for them. A recommendation
    that the response to another report answers does not count.
    """
    return _to_open(actor.agency.pk, today)


@prepared_query
def _to_open(body: int, today: date) -> QuerySet[Report]:
    forces = forces_of(body, today)
    addressed = Addressee.objects.filter(finding=OuterRef("pk"))
    asks = Finding.objects.filter(
        Exists(addressed.filter(Q(agency__in=forces) | Q(agency=body))) | ~Exists(addressed),
        ~Exists(
            published_elsewhere().filter(
                with_those_before("publication__force", forces),
                finding=OuterRef("pk"),
                publication__body=body,
            )
        ),
        report=OuterRef("pk"),
        kind=Finding.Kind.RECOMMENDATION,
        withdrawn_at=None,
    )
    our_responses = live().filter(report=OuterRef("pk"), body=body)
    published = Publication.objects.filter(
        with_those_before("force", forces), report=OuterRef("pk")
    )
    return Report.objects.filter(
        Exists(asks),
        ~Exists(our_responses),
        ~Exists(published),
        Exists(forces),
        withdrawn_at=None,
        published_day_known=True,
    )
