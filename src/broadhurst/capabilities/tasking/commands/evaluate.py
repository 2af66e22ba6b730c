"""Evaluate what was delivered, and say whether the threat needs a new assessment."""

from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import locked, ocg_behind, parts_of
from broadhurst.capabilities.tasking.queries.forms import to_move_with_ocg
from broadhurst.capabilities.tasking.rules.bidding import objections_to_say
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class EvaluateForm(CommandForm):
    evaluation = TextAreaField(
        label="Evaluation", help_text="Whether the objective was met.", max_length=2000
    )
    reassess = BooleanField(label="The threat needs a new assessment", required=False)


@for_record(to_move_with_ocg("evaluate"))
@command
def evaluate(*, actor: Actor, bid: Bid, evaluation: str, reassess: bool = False) -> Bid:
    """Close a bid with an evaluation. The board can then no longer see the OCG."""
    bid = locked(bid)
    refuse_if(objections_to_say("evaluate", bid, parts_of(bid, actor), text=evaluation))
    ocg = ocg_behind(bid)

    provider = bid.allocation.booking.capability.provider
    bid.evaluation, bid.reassess, bid.evaluated_at = evaluation, reassess, clock.now()
    bid.stage = Bid.Stage.EVALUATED
    bid.save()

    record(
        actor,
        "bid.evaluated",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.board.unit, provider, *current_leadership(ocg).officers()],
        reassess="The threat needs a new assessment." if reassess else "",
    )
    grants.end(ocg.dossier, bid.board.unit, Grant.Why.BOARD, bid.ref)
    return bid
