"""Withdraw a disruption. It counts no more from now on, and stays on the page."""

from functools import partial

from broadhurst.capabilities.disruptions.models import Disruption, Step
from broadhurst.capabilities.disruptions.queries.disruptions import (
    leads_to_tell,
    locked_disruption,
    objections_to,
    objections_to_reason,
)
from broadhurst.capabilities.disruptions.writes.facts import add_step
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawForm(CommandForm):
    reason = TextAreaField(
        label="Reason", help_text="We keep the reason with the disruption.", max_length=2000
    )


@for_record(partial(objections_to, "withdraw"))
@command
def withdraw(*, actor: Actor, disruption: Disruption, reason: str) -> Disruption:
    """Withdraw a disruption. Totals of earlier days still count it."""
    disruption = locked_disruption(disruption)
    refuse_if(
        objections_to("withdraw", actor, disruption) + objections_to_reason(disruption, reason)
    )

    disruption.stage, disruption.grade = Disruption.Stage.WITHDRAWN, ""
    disruption.save(update_fields=["stage", "grade"])
    add_step(actor, disruption, Step.Verb.WITHDRAWN, reason=reason)

    record(
        actor,
        "disruption.withdrawn",
        disruption.ref,
        dossier=disruption.dossier,
        tell=leads_to_tell(disruption),
        reason=reason,
    )
    return disruption
