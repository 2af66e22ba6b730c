"""Withdraw an inspectorate update that was never made."""

from broadhurst.capabilities.inspections.forms.reason import ReasonForm
from broadhurst.capabilities.inspections.models import Finding, InspectorateAct
from broadhurst.capabilities.inspections.queries.acts import acts_in_force
from broadhurst.capabilities.inspections.queries.forms import to_correct_act
from broadhurst.capabilities.inspections.rules import corrections as rules
from broadhurst.capabilities.inspections.rules.findings import objections_to_record
from broadhurst.capabilities.inspections.writes.corrected import refuse_strangers
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.may_open import for_record, for_roles
from broadhurst.foundation.govuk.fields import ModelSelectField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawActForm(ReasonForm):
    act = ModelSelectField(InspectorateAct.objects.none(), label="Update recorded in error")
    field_order = ("act",)

    def narrow_choices(self) -> None:
        """Offer the updates that are neither corrected nor withdrawn."""
        self.fields["act"].queryset = acts_in_force(self.subject["finding"])  # type: ignore[attr-defined]


@for_roles(objections_to_record)
@for_record(to_correct_act)
@command
def withdraw_act(
    *, actor: Actor, finding: Finding, act: InspectorateAct, because: str
) -> InspectorateAct:
    """Add a row that withdraws the update.

    The wrong update stays, but no longer counts.
    """
    finding = lock(Finding.objects.select_related("report"), finding)
    is_corrected = not acts_in_force(finding).filter(pk=act.pk).exists()
    refuse_strangers(actor, finding.report)
    refuse_if(
        rules.objections_to_correct_act(
            actor.roles, act, is_corrected=is_corrected, because=because
        )
    )

    withdrawal = InspectorateAct.objects.create(
        finding=finding, agency=act.agency, acted_on=act.acted_on, source=act.source,
        recorded_at=clock.now(), recorded_by=actor.officer, corrects=act, is_withdrawal=True,
        because=because,
    )  # fmt: skip

    record(
        actor,
        "finding.act_withdrawn",
        finding.report.ref,
        dossier=None,
        finding=in_sentence(str(finding)),
        agency=act.agency.name,
        was=act.in_words,
        because=because,
    )
    return withdrawal
