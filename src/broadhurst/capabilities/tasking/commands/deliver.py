"""Record what a capability delivered.

Its team is free again and can no longer see the OCG.
"""

from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.models import Allocation, Bid
from broadhurst.capabilities.tasking.queries.bids import locked, ocg_behind, parts_of
from broadhurst.capabilities.tasking.queries.forms import to_move_with_ocg
from broadhurst.capabilities.tasking.rules.bidding import objections_to_say
from broadhurst.capabilities.tasking.rules.supplying import objections_to_onward
from broadhurst.capabilities.tasking.writes.free import free
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import SelectField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class DeliverForm(CommandForm):
    product = TextAreaField(
        label="Product or outcome",
        help_text="The reference of what was delivered. Do not mention a source or covert "
        "activity.",
        max_length=2000,
    )
    onward = SelectField(
        label="Onward ownership",
        help_text="Your recommendation, after you reassessed the threat with the SIO.",
        choices=[("", "No recommendation"), *Allocation.Onward.choices],
        required=False,
    )
    onward_because = TextAreaField(
        label="Reason for the recommendation", required=False, max_length=400, rows=2
    )


@for_record(to_move_with_ocg("deliver"))
@command
def deliver(
    *, actor: Actor, bid: Bid, product: str, onward: str = "", onward_because: str = ""
) -> Allocation:
    """Record the product of a capability, and who should own the threat next.
    The unit that made the bid then evaluates it. A recommendation moves no owner.
    """
    bid = locked(bid)
    refuse_if(
        objections_to_say("deliver", bid, parts_of(bid, actor), text=product)
        + objections_to_onward(onward, onward_because)
    )
    ocg = ocg_behind(bid)

    allocation: Allocation = bid.allocation
    allocation.product, allocation.delivered_at = product, clock.now()
    allocation.onward, allocation.onward_because = onward, onward_because
    allocation.save()
    free(allocation)
    bid.stage = Bid.Stage.DELIVERED
    bid.save()

    record(
        actor,
        "bid.delivered",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.bidder, bid.made_by, *current_leadership(ocg).officers()],
        capability=allocation.booking.capability.name,
    )
    grants.end(ocg.dossier, allocation.booking.capability.provider, Grant.Why.SUPPORT, bid.ref)
    return allocation
