"""Stop sharing a self-assessment with the inspectorate."""

from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import (
    inspectors,
    locked_assessment,
)
from broadhurst.capabilities.self_assessment.queries.forms import to_stop_sharing
from broadhurst.capabilities.self_assessment.writes.checked import check_words
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class StopSharingForm(CommandForm):
    because = TextField(label="Reason", help_text="Inspectors read this.", max_length=400)


@for_actors(rules.objections_to_role)
@for_record(to_stop_sharing)
@command
def stop_sharing(*, actor: Actor, assessment: Assessment, because: str) -> Assessment:
    """Stop sharing a self-assessment, with a reason that the inspectorate is told."""
    refuse_if(rules.objections_to_change(actor, assessment))
    assessment = locked_assessment(assessment)
    refuse_if(
        rules.objections_to_change(actor, assessment)
        + rules.objections_to_stop_sharing(is_shared=assessment.shared_at is not None)
    )
    check_words(actor, assessment.ref, {"because": because})

    assessment.shared_at = None
    assessment.save(update_fields=["shared_at"])

    record(
        actor, "self_assessment.unshared", assessment.ref, dossier=None, tell=inspectors(),
        agency=actor.agency.name, finding=str(assessment.finding), because=because,
    )  # fmt: skip
    return assessment
