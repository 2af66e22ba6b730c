"""Acknowledge a referral. Until then it is open, and its holder chases it."""

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.forms import to_move
from broadhurst.capabilities.safeguarding.queries.policy import due
from broadhurst.capabilities.safeguarding.queries.referrals import locked, parts_of
from broadhurst.capabilities.safeguarding.rules.referring import (
    CHASE_AGAIN_AFTER,
    CHASE_DECISION_AFTER,
    WORKFLOW,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextField
from broadhurst.foundation.workflow import refuse_if


class AcknowledgeForm(CommandForm):
    external_reference = TextField(
        label="Your reference",
        help_text="The reference of this referral in your own system.",
        required=False,
        max_length=40,
    )


class AcknowledgeReferralsForm(CommandForm):
    """A form without fields, for several referrals: each has its own reference with the team."""


@for_record(to_move("acknowledge"))
@command
def acknowledge(*, actor: Actor, referral: Referral, external_reference: str = "") -> Referral:
    """Acknowledge a referral, and set the due date of the decision."""
    referral = locked(referral)
    refuse_if(WORKFLOW.objections("acknowledge", referral.stage, parts_of(referral, actor)))

    referral.stage = Referral.Stage.ACKNOWLEDGED
    referral.acknowledged_at = clock.now()
    referral.acknowledged_by = actor.officer
    referral.external_reference = external_reference or referral.external_reference
    referral.decision_due_on = due(
        "decide",
        destination=referral.destination,
        team=referral.team,
        is_child=referral.is_child,
        sent_on=referral.sent_at.astimezone(clock.LONDON).date(),
    )
    nation = referral.team.agency.nation
    ask_on = clock.add_working_days(
        clock.today(),
        CHASE_AGAIN_AFTER if referral.decision_due_on else CHASE_DECISION_AFTER,
        nation,
    )
    referral.next_chase_on = max(referral.decision_due_on or ask_on, ask_on)
    referral.save()

    record(
        actor,
        "referral.acknowledged",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.holder],
        team=referral.team.name,
    )
    return referral
