"""Write the terms of reference of an allocated team: what it delivers, and by when."""

from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.models import Allocation, Bid
from broadhurst.capabilities.tasking.queries.bids import allocation_of, locked, ocg_behind, parts_of
from broadhurst.capabilities.tasking.queries.forms import to_move_with_ocg
from broadhurst.capabilities.tasking.rules.bidding import objections_to_say
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WriteTermsForm(CommandForm):
    terms = TextAreaField(
        label="Terms of reference",
        help_text="The support, the product and the timeline, in line with the SIO’s strategy. Do "
        "not mention a source or covert activity.",
        max_length=4000,
    )

    def narrow_choices(self) -> None:
        """Fill in the current terms."""
        allocation = allocation_of(self.subject["bid"])
        self.fields["terms"].initial = allocation.terms if allocation else ""


@for_record(to_move_with_ocg("write_terms"))
@command
def write_terms(*, actor: Actor, bid: Bid, terms: str) -> Allocation:
    """Write or change the terms. The SIO agrees them, again after each change."""
    bid = locked(bid)
    refuse_if(objections_to_say("write_terms", bid, parts_of(bid, actor), text=terms))

    allocation: Allocation = bid.allocation
    allocation.terms, allocation.terms_by, allocation.terms_at = terms, actor.officer, clock.now()
    allocation.agreed_by, allocation.agreed_at = None, None
    allocation.save()

    leads = current_leadership(ocg_behind(bid)).officers()
    record(
        actor, "bid.terms_written", bid.ref, dossier=bid.dossier, tell=[bid.bidder, *leads],
        capability=allocation.booking.capability.name,
    )  # fmt: skip
    return allocation
