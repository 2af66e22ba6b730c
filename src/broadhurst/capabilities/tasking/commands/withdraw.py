"""Withdraw a bid. A team that was allocated is free again."""

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import allocation_of, locked, ocg_behind, parts_of
from broadhurst.capabilities.tasking.queries.forms import to_move_with_ocg
from broadhurst.capabilities.tasking.rules.bidding import objections_to_say
from broadhurst.capabilities.tasking.writes.free import free
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class WithdrawForm(CommandForm):
    because = TextAreaField(label="Reason", max_length=1000, rows=3)


@for_record(to_move_with_ocg("withdraw"))
@command
def withdraw(*, actor: Actor, bid: Bid, because: str) -> Bid:
    """Withdraw a bid before its team is in place.
    Board and provider can no longer see the OCG.
    """
    bid = locked(bid)
    refuse_if(objections_to_say("withdraw", bid, parts_of(bid, actor), text=because))
    ocg = ocg_behind(bid)

    bid.stage, bid.withdrawn_at, bid.withdrawn_because = "withdrawn", clock.now(), because
    bid.save()
    if allocation := allocation_of(bid):
        free(allocation)

    recipients = [bid.board.unit, *([bid.given.provider] if bid.given else [])]
    record(actor, "bid.withdrawn", bid.ref, dossier=bid.dossier, tell=recipients)
    if bid.given:
        grants.end(ocg.dossier, bid.given.provider, Grant.Why.SUPPORT, bid.ref)
    grants.end(ocg.dossier, bid.board.unit, Grant.Why.BOARD, bid.ref)
    return bid
