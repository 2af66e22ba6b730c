"""Agree the terms of reference of an allocated team, as the SIO."""

from broadhurst.capabilities.tasking.models import Allocation, Bid
from broadhurst.capabilities.tasking.queries.bids import allocation_of, locked, parts_of
from broadhurst.capabilities.tasking.queries.forms import to_agree_terms
from broadhurst.capabilities.tasking.rules.supplying import objections_to_agree_terms
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class AgreeTermsForm(CommandForm):
    """A form without fields: the terms are on the page."""


@for_record(to_agree_terms)
@command
def agree_terms(*, actor: Actor, bid: Bid) -> Allocation:
    """Agree the terms. If they change, the SIO agrees them again."""
    bid = locked(bid)
    refuse_if(objections_to_agree_terms(bid, parts_of(bid, actor), allocation_of(bid)))

    allocation: Allocation = bid.allocation
    allocation.agreed_by, allocation.agreed_at = actor.officer, clock.now()
    allocation.save()

    capability = allocation.booking.capability
    record(
        actor, "bid.terms_agreed", bid.ref, dossier=bid.dossier, tell=[capability.provider],
        capability=capability.name,
    )  # fmt: skip
    return allocation
