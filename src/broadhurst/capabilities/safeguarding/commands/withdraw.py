"""Withdraw a referral made in error. The row and the reason are kept."""

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.forms import to_withdraw
from broadhurst.capabilities.safeguarding.queries.referrals import locked, name_of, parts_of
from broadhurst.capabilities.safeguarding.rules.referring import objections_to_withdraw
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class WithdrawForm(CommandForm):
    because = TextAreaField(
        label="Reason",
        help_text="The receiving team will read this. Do not name the person or say what happened.",
        max_length=400,
    )


@for_record(to_withdraw)
@command
def withdraw(*, actor: Actor, referral: Referral, because: str) -> Referral:
    """Withdraw a referral made in error, and notify the receiving team of the reason."""
    referral = locked(referral)
    refuse_if(
        objections_to_withdraw(
            referral, parts_of(referral, actor), because=because, name=name_of(referral)
        )
    )

    old_stage = in_sentence(referral.get_stage_display())
    referral.stage = Referral.Stage.WITHDRAWN
    referral.withdrawn_at, referral.withdrawn_because = clock.now(), because
    referral.next_chase_on = None
    referral.save()

    record(
        actor,
        "referral.withdrawn",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.team, referral.holder],
        was=old_stage,
        because=because,
    )
    return referral
