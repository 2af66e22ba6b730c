"""Correct an inspectorate update that was recorded in error."""

from datetime import date

from broadhurst.capabilities.inspections.commands.record_act import RecordActForm
from broadhurst.capabilities.inspections.models import Finding, InspectorateAct
from broadhurst.capabilities.inspections.queries.acts import acts_in_force, same_act
from broadhurst.capabilities.inspections.queries.forms import to_correct_act
from broadhurst.capabilities.inspections.rules import corrections
from broadhurst.capabilities.inspections.rules import findings as rules
from broadhurst.capabilities.inspections.writes.corrected import refuse_strangers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import ModelSelectField, TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class CorrectActForm(RecordActForm):
    act = ModelSelectField(InspectorateAct.objects.none(), label="Update to correct")
    because = TextField(label="Reason for the correction", max_length=200)
    field_order = ("act",)

    def narrow_choices(self) -> None:
        """Offer the updates that are neither corrected nor withdrawn."""
        super().narrow_choices()
        self.fields["act"].queryset = acts_in_force(self.subject["finding"])  # type: ignore[attr-defined]


@for_roles(rules.objections_to_record)
@for_record(to_correct_act)
@command
def correct_act(
    *, actor: Actor, finding: Finding, act: InspectorateAct, agency: Agency, acted_on: date,
    source: str, because: str, status: str = "", text: str = "",
) -> InspectorateAct:  # fmt: skip
    """Add the update as the inspectorate published it.

    The wrong one stays but does not count.
    """
    finding = lock(Finding.objects.select_related("report"), finding)
    is_same = same_act(finding, agency, acted_on, status, text).exclude(pk=act.pk).exists()
    refuse_strangers(actor, finding.report)
    refuse_if(
        corrections.objections_to_correct_act(
            actor.roles, act, is_corrected=not acts_in_force(finding).filter(pk=act.pk).exists(),
            because=because,
        )
        + rules.objections_to_act(
            status=status, text=text, acted_on=acted_on, report=finding.report,
            today=clock.today(), is_known=is_same,
        )
    )  # fmt: skip

    right = InspectorateAct.objects.create(
        finding=finding, agency=agency, acted_on=acted_on, status=status, text=text,
        source=source, recorded_at=clock.now(), recorded_by=actor.officer, corrects=act,
        because=because,
    )  # fmt: skip

    record(
        actor,
        "finding.act_corrected",
        finding.report.ref,
        dossier=None,
        finding=in_sentence(str(finding)),
        agency=agency.name,
        was=act.in_words,
        now=right.in_words,
        because=because,
    )
    return right
