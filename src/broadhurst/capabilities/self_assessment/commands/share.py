"""Share a self-assessment with the inspectorate."""

from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import (
    inspectors,
    locked_assessment,
)
from broadhurst.capabilities.self_assessment.queries.forms import to_share
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.workflow import refuse_if


class ShareForm(CommandForm):
    pass


@for_actors(rules.objections_to_role)
@for_record(to_share)
@command
def share(*, actor: Actor, assessment: Assessment) -> Assessment:
    """Let inspectorates read a self-assessment with its evidence and corrections."""
    refuse_if(rules.objections_to_change(actor, assessment))
    assessment = locked_assessment(assessment)
    refuse_if(
        rules.objections_to_change(actor, assessment)
        + rules.objections_to_share(is_shared=assessment.shared_at is not None)
    )

    assessment.shared_at = clock.now()
    assessment.save(update_fields=["shared_at"])

    record(
        actor, "self_assessment.shared", assessment.ref, dossier=None, tell=inspectors(),
        kind=Event.Kind.DISCLOSURE, agency=actor.agency.name, finding=str(assessment.finding),
        report=assessment.finding.report.title,
    )  # fmt: skip
    return assessment
