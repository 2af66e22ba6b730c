"""Record the decision of an NRM competent authority, made outside Broadhurst."""

from datetime import date

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.forms import to_record_decision
from broadhurst.capabilities.safeguarding.queries.policy import authority_of, is_pilot
from broadhurst.capabilities.safeguarding.queries.referrals import locked, parts_of
from broadhurst.capabilities.safeguarding.rules.deciding import (
    GROUNDS,
    objections_to_record_decision,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, DateField, TextField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class RecordDecisionForm(CommandForm):
    authority = ChoiceField(
        label="Who decided", choices=Referral.Authority.choices, noun="who decided"
    )
    decision = ChoiceField(
        label="Decision",
        choices=[choice for choice in Referral.Decision.choices if choice[0] in GROUNDS],
    )
    decided_on = DateField(
        label="Date of the decision", help_text="For example, 27 3 2026", noun="date of decision"
    )
    authority_reference = TextField(
        label="Their reference", help_text="You can find it on their letter.", max_length=40
    )


@for_record(to_record_decision)
@command
def record_decision(
    *,
    actor: Actor,
    referral: Referral,
    authority: str,
    decision: str,
    decided_on: date,
    authority_reference: str,
) -> Referral:
    """Record a competent authority's decision, its date and its reference."""
    referral = locked(referral)
    refuse_if(
        objections_to_record_decision(
            referral,
            parts_of(referral, actor),
            authority=authority,
            team_is=authority_of(referral),
            is_pilot=is_pilot(referral.team, decided_on),
            decided_on=decided_on,
            sent_on=referral.sent_at.astimezone(clock.LONDON).date(),
            today=clock.today(),
            reference=authority_reference,
        )
    )

    now = clock.now()
    # An authority that decides has received the referral, even if nobody acknowledged it here.
    if referral.acknowledged_at is None:
        referral.acknowledged_at, referral.acknowledged_by = now, actor.officer
    referral.stage, referral.next_chase_on = Referral.Stage.DECIDED, None
    referral.authority, referral.authority_reference = authority, authority_reference
    referral.decision, referral.decided_on, referral.decided_at = decision, decided_on, now
    referral.save()

    record(
        actor,
        "referral.decision_recorded",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.team, referral.holder],
        authority=referral.get_authority_display(),
        decision=in_sentence(referral.get_decision_display()),
        on=f"{decided_on:%-d %B %Y}",
    )
    return referral
