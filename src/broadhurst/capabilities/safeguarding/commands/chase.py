"""Record that the holder asked the receiving team about the status of a referral."""

from broadhurst.capabilities.safeguarding.models import Chase, Referral
from broadhurst.capabilities.safeguarding.queries.forms import to_move
from broadhurst.capabilities.safeguarding.queries.referrals import due_on, locked, parts_of
from broadhurst.capabilities.safeguarding.rules.referring import CHASE_AGAIN_AFTER, WORKFLOW
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField
from broadhurst.foundation.govuk.words import in_sentence
from broadhurst.foundation.workflow import refuse_if


class ChaseForm(CommandForm):
    how = ChoiceField(
        label="How you chased it", choices=Chase.How.choices, noun="how you chased it"
    )


@for_record(to_move("chase"))
@command
def chase(*, actor: Actor, referral: Referral, how: str) -> Referral:
    """Record a chase. The next is due a working day later, once the answer is due."""
    referral = locked(referral)
    refuse_if(WORKFLOW.objections("chase", referral.stage, parts_of(referral, actor)))

    Chase.objects.create(
        dossier=referral.dossier,
        referral=referral,
        how=how,
        chased_at=clock.now(),
        chased_by=actor.officer,
    )
    again_on = clock.add_working_days(clock.today(), CHASE_AGAIN_AFTER, referral.team.agency.nation)
    # A referral that is chased early is not chased again before its answer is due.
    referral.next_chase_on = max(again_on, due_on(referral) or again_on)
    referral.save(update_fields=["next_chase_on"])

    record(
        actor,
        "referral.chased",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.team],
        team=referral.team.name,
        how=in_sentence(Chase.How(how).label),
    )
    return referral
