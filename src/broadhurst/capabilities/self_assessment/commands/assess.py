"""Record an organisation's own judgement of a finding."""

from datetime import date

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.forms.judgement import JudgementForm
from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import is_asked, is_known
from broadhurst.capabilities.self_assessment.queries.forms import to_assess
from broadhurst.capabilities.self_assessment.writes.checked import check_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import take
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.workflow import refuse_if


class AssessForm(JudgementForm):
    pass


@for_actors(rules.objections_to_role)
@for_record(to_assess)
@command
def assess(
    *, actor: Actor, finding: Finding, judgement: str, why: str, assessed_on: date
) -> Assessment:
    """Record whether your organisation meets a finding, and why. The latest judgement counts."""
    take(Agency, actor.agency.pk)
    refuse_if(
        rules.objections_to_assess(
            actor,
            is_asked=is_asked(finding, actor.agency),
            is_withdrawn=finding.withdrawn_at is not None,
            assessed_on=assessed_on,
            today=clock.today(),
            is_known=is_known(actor.agency, finding, assessed_on),
        )
    )
    check_words(actor, finding.key, {"why": why})

    assessment = Assessment.objects.create(
        ref=new_reference("SLF"),
        agency=actor.agency,
        finding=finding,
        judgement=judgement,
        why=why,
        assessed_on=assessed_on,
        assessed_by=actor.officer,
        recorded_at=clock.now(),
    )

    record(
        actor, "self_assessment.made", assessment.ref, dossier=None, kind=Event.Kind.COLLECTION,
        agency=actor.agency.name, finding=str(finding), report=finding.report.title,
        judgement=assessment.get_judgement_display(),
    )  # fmt: skip
    return assessment
