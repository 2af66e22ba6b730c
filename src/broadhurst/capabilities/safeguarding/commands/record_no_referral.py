"""Record why a person at risk needs no referral, and who decided so."""

from broadhurst.capabilities.register.models import Membership
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.register.queries.people import member_now
from broadhurst.capabilities.safeguarding.models import NotReferred
from broadhurst.capabilities.safeguarding.queries.at_risk import is_at_risk, is_child
from broadhurst.capabilities.safeguarding.queries.forms import to_record_no_referral
from broadhurst.capabilities.safeguarding.rules.at_risk import objections_to_no_referral
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class NoReferralForm(CommandForm):
    because = TextAreaField(
        label="Reason no referral is needed",
        noun="why no referral is needed",
        help_text="For example, the team is working with them already. Do not say what happened.",
        max_length=1000,
    )


@for_record(to_record_no_referral)
@command
def record_no_referral(*, actor: Actor, member: Membership, because: str) -> NotReferred:
    """Record why a child or an exploited person is not referred."""
    ocg = locked(member.ocg)
    current = member_now(member)
    refuse_if(
        objections_to_no_referral(
            ocg,
            current_leadership(ocg).parts_of(actor),
            is_at_risk=current is not None and is_at_risk(current),
            because=because,
        )
    )

    member = current or member
    recorded = NotReferred.objects.create(
        dossier=ocg.dossier,
        ocg=ocg,
        person=member.person,
        was_child=is_child(member),
        was_exploited=member.is_exploited,
        because=because,
        recorded_by=actor.officer,
        recorded_at=clock.now(),
    )

    # The reason may describe a person at risk, so it is in the record and not in the log.
    record(
        actor,
        "referral.not_needed",
        ocg.ref,
        dossier=ocg.dossier,
        tell=current_leadership(ocg).officers(),
        person=member.person.ref,
    )
    return recorded
