"""Pass an open referral to a named new holder.

Only a transfer calls this, never a page (rule 24).
"""

from broadhurst.capabilities.safeguarding.commands.refer import HOLDS, REFERRAL, WORK
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.safeguarding.queries.referrals import contact_of, locked, ocg_of
from broadhurst.capabilities.safeguarding.rules.referring import objections_to_pass_on
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight
from broadhurst.foundation.agencies.models import Officer
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.workflow import refuse_if


@command
def pass_on(*, actor: Actor, referral: Referral, holder: Officer, because: str) -> Referral:
    """Name a new holder of a referral, and move the access with it."""
    referral = locked(referral)
    contact = contact_of(holder)
    refuse_if(objections_to_pass_on(referral, has_posting=contact is not None, because=because))

    old_holder = referral.holder
    referral.holder = holder
    referral.save(update_fields=["holder"])
    if old_holder != holder:
        grants.give(referral.dossier, Sight(holder, WORK, REFERRAL, HOLDS))
        grants.end(referral.dossier, old_holder, REFERRAL, HOLDS)

    # Two events, because the reason is about the OCG, and the receiving team must not see that.
    ocg = ocg_of(referral)
    record(
        actor,
        "referral.passed_on",
        referral.ref,
        dossier=ocg.dossier if ocg else None,
        tell=[old_holder, holder],
        was=old_holder.name,
        now=holder.name,
        because=because,
    )
    record(
        actor,
        "referral.contact_named",
        referral.ref,
        dossier=referral.dossier,
        tell=[referral.team],
        now=holder.name,
        unit=contact.unit.name if contact else "",
    )
    return referral
