"""Answer the board's question about a bid. The bid then goes back to triage."""

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import locked, parts_of
from broadhurst.capabilities.tasking.queries.forms import to_move
from broadhurst.capabilities.tasking.rules.bidding import objections_to_say
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import TextAreaField
from broadhurst.foundation.workflow import refuse_if


class AnswerForm(CommandForm):
    answer = TextAreaField(label="Answer", max_length=2000)


@for_record(to_move("answer"))
@command
def answer(*, actor: Actor, bid: Bid, answer: str) -> Bid:
    """Give the board the information it asked for."""
    bid = locked(bid)
    refuse_if(objections_to_say("answer", bid, parts_of(bid, actor), text=answer))

    bid.stage = Bid.Stage.SUBMITTED
    bid.save()
    bid.questions.filter(answered_at=None).update(
        answer=answer, answered_by=actor.officer, answered_at=clock.now()
    )

    board = bid.board.unit
    record(actor, "bid.answered", bid.ref, dossier=bid.dossier, tell=[board], board=board.name)
    return bid
