"""Link a record as evidence of a self-assessment."""

from broadhurst.capabilities.self_assessment import rules
from broadhurst.capabilities.self_assessment.models import Assessment, Evidence
from broadhurst.capabilities.self_assessment.queries.assessments import locked_assessment
from broadhurst.capabilities.self_assessment.queries.records import kind_of, linked
from broadhurst.capabilities.self_assessment.writes.checked import check_words
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit import record as audit
from broadhurst.foundation.audit.record import command
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class LinkRecordForm(CommandForm):
    record = TextField(
        label="Reference",
        help_text="The reference of an OCG, operation, practice note, response or transfer, like "
        "PRA-7K3QF2. Only readers who can see the record learn which one it is.",
        max_length=20,
    )
    note = TextField(
        label="Note",
        help_text="Say what the record shows, without naming it.",
        required=False,
        max_length=400,
    )


@for_actors(rules.objections_to_role)
@for_record(rules.objections_to_change)
@command
def link_record(*, actor: Actor, assessment: Assessment, record: str, note: str = "") -> Evidence:
    """Link a record that you can see. Others learn which one only if they can see it too."""
    refuse_if(rules.objections_to_change(actor, assessment))
    assessment = locked_assessment(assessment)
    ref = record.strip().upper()
    refuse_if(
        rules.objections_to_change(actor, assessment)
        + rules.objections_to_record(
            is_kind=kind_of(ref) is not None,
            is_found=ref in linked([ref]),
            is_linked=assessment.evidence.filter(record=ref, withdrawn_at=None).exists(),
        )
    )
    check_words(actor, assessment.ref, {"note": note})

    evidence = Evidence.objects.create(
        ref=new_reference("SLE"),
        agency=actor.agency,
        assessment=assessment,
        record=ref,
        note=note,
        added_by=actor.officer,
        added_at=clock.now(),
    )

    audit.record(
        actor, "self_assessment.evidence_added", assessment.ref, dossier=None,
        agency=actor.agency.name, finding=str(assessment.finding), what="A record",
    )  # fmt: skip
    return evidence
