"""Read self-assessments. Row-level security limits them to those who may see them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.self_assessment.models import Assessment, Evidence
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Agency, Unit, in_force_on


def assessments() -> QuerySet[Any]:
    """Return the self-assessments that the reader may see, with `is_latest`.

    The latest of an organisation on a finding, unless withdrawn, counts.
    """
    later = Assessment.objects.filter(
        Q(assessed_on__gt=OuterRef("assessed_on"))
        | Q(assessed_on=OuterRef("assessed_on"), pk__gt=OuterRef("pk")),
        agency=OuterRef("agency"),
        finding=OuterRef("finding"),
        withdrawn_at=None,
    )
    rows = Assessment.objects.select_related("agency", "finding__report", "assessed_by")
    return rows.annotate(is_latest=Q(withdrawn_at=None) & ~Exists(later))


def findings() -> QuerySet[Finding]:
    """Return the findings that organisations assess themselves against."""
    return Finding.objects.select_related("report")


def locked_assessment(assessment: Assessment) -> Any:
    """Lock a self-assessment of the actor's organisation, and return it as it is now.

    The organisation is locked first, as by a new self-assessment.
    """
    take(Agency, assessment.agency_id)
    return lock(assessments(), assessment)


def is_known(
    agency: Agency, finding: Finding, assessed_on: date, *, but: Assessment | None = None
) -> bool:
    """Return whether the organisation assessed the finding on a day, in another row than `but`."""
    rows = Assessment.objects.filter(
        agency=agency, finding=finding, assessed_on=assessed_on, withdrawn_at=None
    )
    return (rows.exclude(pk=but.pk) if but else rows).exists()


def is_asked(finding: Finding, agency: Agency) -> bool:
    """Return whether a finding is addressed to an organisation."""
    return finding.addressees.filter(agency=agency).exists()


def evidence_of(assessment: Assessment) -> QuerySet[Evidence]:
    """Return the evidence of a self-assessment, oldest first."""
    return assessment.evidence.select_related("added_by")


def inspectors() -> Sequence[Unit]:
    """Return the units of inspectorates, who are told of what is shared."""
    rows = Unit.objects.filter(in_force_on(clock.today()), agency__kind=Agency.Kind.INSPECTORATE)
    return list(rows)


def is_own(actor: Actor, assessment: Assessment) -> bool:
    """Return whether a self-assessment is of the actor's organisation."""
    return assessment.agency_id == actor.agency.pk
