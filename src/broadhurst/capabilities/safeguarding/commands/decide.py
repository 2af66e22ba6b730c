"""Record the decision of the receiving team, without its reasons."""

from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.forms import to_move
from broadhurst.capabilities.safeguarding.queries.policy import authority_of
from broadhurst.capabilities.safeguarding.queries.referrals import locked, parts_of
from broadhurst.capabilities.safeguarding.rules.deciding import (
    GROUNDS,
    decisions_for,
    objections_to_decide,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class DecideForm(CommandForm):
    decision = ChoiceField(label="Decision", choices=Referral.Decision.choices)

    def narrow_choices(self) -> None:
        """Offer the decisions that this kind of destination can make."""
        referral = self.subject["referral"]
        decisions = decisions_for(referral.destination, authority_of(referral))
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Referral.Decision.choices if value in decisions
        ]


@for_record(to_move("decide"))
@command
def decide(*, actor: Actor, referral: Referral, decision: str) -> Referral:
    """Record the decision of the receiving team."""
    referral = locked(referral)
    authority = authority_of(referral)
    refuse_if(
        objections_to_decide(
            referral, parts_of(referral, actor), decision=decision, authority=authority
        )
    )

    referral.stage = Referral.Stage.DECIDED
    referral.decision = decision
    referral.decided_at, referral.decided_on = clock.now(), clock.today()
    referral.authority = authority if decision in GROUNDS else ""
    referral.next_chase_on = None
    referral.save()

    record(
        actor,
        "referral.decided",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.holder],
        team=referral.team.name,
        decision=in_sentence(referral.get_decision_display()),
    )
    return referral
