"""Close a referral that was decided, with its outcome."""

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.forms import to_close
from broadhurst.capabilities.safeguarding.queries.referrals import locked, parts_of
from broadhurst.capabilities.safeguarding.rules.referring import objections_to_close
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class CloseForm(CommandForm):
    outcome = ChoiceField(label="Outcome", choices=Referral.Outcome.choices)


@for_record(to_close)
@command
def close(*, actor: Actor, referral: Referral, outcome: str) -> Referral:
    """Close a referral with its outcome."""
    referral = locked(referral)
    refuse_if(objections_to_close(referral, parts_of(referral, actor)))

    referral.stage = Referral.Stage.CLOSED
    referral.outcome = outcome
    referral.closed_at = clock.now()
    referral.save()

    record(
        actor,
        "referral.closed",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.team, referral.holder],
        outcome=in_sentence(referral.get_outcome_display()),
    )
    return referral
