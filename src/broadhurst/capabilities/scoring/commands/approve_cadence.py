"""Approve a draft of a review policy, as an officer who did not draft it."""

from broadhurst.capabilities.register.models import Cadence
from broadhurst.capabilities.scoring import rules
from broadhurst.capabilities.scoring.queries.policies import approved_days, locked_policy
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_actors, for_record
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import refuse_if


class ApproveCadenceForm(CommandForm):
    """A form without fields. The page shows the draft, and the button approves it."""


@for_actors(rules.objections_to_set)
@for_record(lambda actor, cadence: rules.objections_to_approve(actor, cadence))
@command
def approve_cadence(*, actor: Actor, cadence: Cadence) -> Cadence:
    """Approve a review policy. It is in force from its first day."""
    cadence = locked_policy(cadence)
    refuse_if(
        rules.objections_to_approve(actor, cadence)
        + rules.objections_to_first_day(cadence.from_on, clock.today(), approved_days(Cadence))
    )

    cadence.stage = Cadence.Stage.APPROVED
    cadence.approved_by, cadence.approved_at = actor.officer, clock.now()
    cadence.save(update_fields=["stage", "approved_by", "approved_at"])

    record(
        actor,
        "cadence.approved",
        cadence.ref,
        dossier=None,
        tell=[cadence.drafted_by] if cadence.drafted_by else [],
        from_on=day(cadence.from_on),
    )
    return cadence
