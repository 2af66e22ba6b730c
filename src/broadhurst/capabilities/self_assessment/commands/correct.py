"""Correct a self-assessment, and keep what it said before."""

from datetime import date
from typing import Any

from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.forms.judgement import JudgementForm
from broadhurst.capabilities.self_assessment.models import Assessment, Correction
from broadhurst.capabilities.self_assessment.queries.assessments import (
    inspectors,
    is_known,
    locked_assessment,
)
from broadhurst.capabilities.self_assessment.writes.checked import check_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if

LABELS = {"judgement": "Judgement", "why": "Reason", "assessed_on": "Date of the judgement"}


class CorrectForm(JudgementForm):
    prefills = True

    because = TextField(label="Reason for the correction", max_length=400)

    @staticmethod
    def lock_subject(actor: Actor, subject: dict[str, Any]) -> dict[str, Any]:
        """Lock the self-assessment."""
        return subject | {"assessment": locked_assessment(subject["assessment"])}


@for_actors(rules.objections_to_role)
@for_record(rules.objections_to_change)
@command
def correct(
    *,
    actor: Actor,
    assessment: Assessment,
    judgement: str,
    why: str,
    assessed_on: date,
    because: str,
) -> Assessment:
    """Correct a judgement, its reason or its date. Its page keeps what it said before."""
    refuse_if(rules.objections_to_change(actor, assessment))
    assessment = locked_assessment(assessment)
    new = {"judgement": judgement, "why": why, "assessed_on": assessed_on}
    changes = _changes(assessment, new)
    refuse_if(
        rules.objections_to_change(actor, assessment)
        + rules.objections_to_correction(changes)
        + rules.objections_to_day(
            assessed_on,
            today=clock.today(),
            is_known=is_known(actor.agency, assessment.finding, assessed_on, but=assessment),
        )
    )
    check_words(actor, assessment.ref, {"why": why, "because": because})

    for name, value in new.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=list(new))
    Correction.objects.create(
        agency=actor.agency,
        assessment=assessment,
        because=because,
        changes=changes,
        corrected_by=actor.officer,
        corrected_at=clock.now(),
    )

    record(
        actor, "self_assessment.corrected", assessment.ref, dossier=None,
        tell=inspectors() if assessment.shared_at else [],
        agency=actor.agency.name, finding=str(assessment.finding), because=because,
    )  # fmt: skip
    return assessment


def _changes(assessment: Assessment, new: dict[str, Any]) -> list[list[str]]:
    """Return [field, was, now] in words for each field that would change."""
    return [
        [LABELS[name], _in_words(getattr(assessment, name)), _in_words(value)]
        for name, value in new.items()
        if getattr(assessment, name) != value
    ]


def _in_words(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if value in Assessment.Judgement.values:
        return str(Assessment.Judgement(value).label)
    return str(value)
