"""Say which forms about a self-assessment somebody may open, for `for_record`."""

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import is_asked
from broadhurst.foundation.access.actor import Actor


def to_assess(actor: Actor, finding: Finding) -> list[str]:
    """The rule of the form that assesses a finding for the actor's organisation."""
    return rules.objections_to_finding(
        is_asked=is_asked(finding, actor.agency), is_withdrawn=finding.withdrawn_at is not None
    )


def to_share(actor: Actor, assessment: Assessment) -> list[str]:
    """The rule of the form that shares a self-assessment with the inspectorate."""
    return rules.objections_to_change(actor, assessment) + rules.objections_to_share(
        is_shared=assessment.shared_at is not None
    )


def to_stop_sharing(actor: Actor, assessment: Assessment) -> list[str]:
    """The rule of the form that stops the sharing of a self-assessment."""
    return rules.objections_to_change(actor, assessment) + rules.objections_to_stop_sharing(
        is_shared=assessment.shared_at is not None
    )
