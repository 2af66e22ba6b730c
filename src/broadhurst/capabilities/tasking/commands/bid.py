"""Bid for a capability, for support or for adoption in full."""

from datetime import date
from typing import Any

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.deconfliction.writes.fresh_check import fresh_check
from broadhurst.capabilities.establishment.forms.fields import UnitField
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.assessing import current_assessment
from broadhurst.capabilities.register.queries.leadership import current_leadership, locked
from broadhurst.capabilities.tasking.models import Bid, Board, Capability, Demand
from broadhurst.capabilities.tasking.queries.bids import same_waiting
from broadhurst.capabilities.tasking.queries.boards import boards_to_bid_to, capabilities_on_offer
from broadhurst.capabilities.tasking.queries.forms import to_bid
from broadhurst.capabilities.tasking.rules.bidding import objections_to_bid, objections_to_grounds
from broadhurst.foundation import clock
from broadhurst.foundation.access import grants
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.grants import Sight, open_dossier
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import ANY, CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.doors.references import new_reference
from broadhurst.foundation.govuk.fields import (
    BooleanField,
    ChoiceField,
    DateField,
    ModelSelectField,
    TextAreaField,
)
from broadhurst.foundation.workflow import refuse_if


class BidForm(CommandForm):
    shows = {
        "ask": {
            "capability": ("capability", "from_on", "until_on"),
            "support": ("from_on", "until_on"),
        },
        "is_urgent": {ANY: ("urgent_reason", "assessment_due_on")},
    }
    needs = ("capability", "from_on", "until_on", "urgent_reason")

    ask = ChoiceField(
        label="What are you asking for?",
        choices=Bid.Ask.choices,
        hints={
            "capability": "A team from the catalogue. Owner, SIO and plan stay as they are.",
            "support": "Help that the board chooses. Owner, SIO and plan stay as they are.",
            "adoption": "A transfer moves owner, SIO, plan and risk to the ROCU.",
        },
    )
    capability = ModelSelectField(
        Capability.objects.none(),
        label="Capability",
        help_text="Only if you are asking for a capability.",
        required=False,
        to_field_name="code",
    )
    board = UnitField(label="Board")
    objective = TextAreaField(
        label="Objective",
        help_text="Say what the bid should achieve, in the SIO's words. Do not mention a source or "
        "covert activity.",
        max_length=2000,
    )
    why_not_own = TextAreaField(
        label="Why your own capability is not enough",
        noun="why your own capability is not enough",
        max_length=2000,
        rows=3,
    )
    from_on = DateField(
        label="Needed from",
        help_text="Not for adoption in full.",
        noun="the first day",
        required=False,
    )
    until_on = DateField(
        label="Needed until",
        help_text="The last day. Not for adoption in full.",
        noun="the last day",
        required=False,
    )
    safeguarding = TextAreaField(
        label="Safeguarding considerations",
        help_text="Say who is at risk and how you are protecting them. If nobody is, say how you "
        "know.",
        max_length=2000,
        rows=3,
    )
    is_urgent = BooleanField(
        label="This bid is urgent and cannot wait for an assessment", required=False
    )
    urgent_reason = TextAreaField(
        label="Reason it is urgent", required=False, max_length=1000, rows=2
    )
    assessment_due_on = DateField(label="Assessment due by", required=False)

    def narrow_choices(self) -> None:
        """Offer the boards that the officer may bid to, and today's capabilities."""
        self.fields["board"].queryset = boards_to_bid_to(self.actor)  # type: ignore[attr-defined]
        on_offer = capabilities_on_offer(clock.today())
        self.fields["capability"].queryset = on_offer  # type: ignore[attr-defined]

    def clean_board(self) -> Board:
        """Return the board of the chosen unit."""
        board: Board = self.cleaned_data["board"].board
        return board


@for_record(to_bid)
@command
def bid(
    *,
    actor: Actor,
    ocg: Ocg,
    ask: str,
    board: Board,
    objective: str,
    why_not_own: str,
    safeguarding: str,
    capability: Capability | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
    is_urgent: bool = False,
    urgent_reason: str = "",
    assessment_due_on: date | None = None,
) -> Bid:
    """Make a bid to a board, which can then see the OCG.

    The bid carries the current assessment and a fresh deconfliction receipt.
    """
    ocg = locked(ocg)
    leadership, assessment = current_leadership(ocg), current_assessment(ocg)
    waiting = same_waiting(ocg, ask, capability)
    request: dict[str, Any] = {"ask": ask, "capability": capability}
    request |= {"from_on": from_on, "until_on": until_on}
    urgent: dict[str, Any] = {"is_urgent": is_urgent, "urgent_reason": urgent_reason}
    urgent |= {"assessment_due_on": assessment_due_on}
    refuse_if(
        objections_to_bid(
            ocg,
            leadership.parts_of(actor),
            text=f"{objective} {why_not_own} {safeguarding} {urgent_reason}",
            already=waiting.ref if waiting else "",
            today=clock.today(),
            **request,
        )
        + objections_to_grounds(assessment=assessment, today=clock.today(), **urgent)
    )
    # Rule 16: a bid carries a fresh receipt. Check here, so that no officer has to remember it.
    receipt = fresh_check(actor=actor, ocg=ocg, occasion=Check.Occasion.BID)

    ref = new_reference("BID")
    sight = Sight(board.unit, Grant.Level.SEE, Grant.Why.BOARD, ref)
    new_bid = Bid.objects.create(
        dossier=open_dossier(ref, [sight], parent=ocg.dossier),
        ref=ref,
        ocg=ocg,
        board=board,
        objective=objective,
        why_not_own=why_not_own,
        safeguarding=safeguarding,
        assessment=assessment,
        receipt=receipt,
        made_by=actor.officer,
        bidder=actor.unit,
        submitted_at=clock.now(),
        **request,
        **urgent,
    )
    Demand.objects.create(agency=actor.agency, board=board, asked_on=clock.today())
    grants.give(ocg.dossier, sight)

    record(
        actor,
        "bid.made",
        ref,
        dossier=new_bid.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[board.unit, *leadership.officers()],
        ocg=ocg.ref,
        ask=capability.name if capability else new_bid.get_ask_display(),
        board=board.unit.name,
        urgent="It is urgent." if is_urgent else "",
    )
    return new_bid
