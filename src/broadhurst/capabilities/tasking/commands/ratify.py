"""Ratify an urgent interim decision at the next meeting, or let it lapse (rule 15)."""

from broadhurst.capabilities.tasking.models import Bid, Decision
from broadhurst.capabilities.tasking.queries.bids import locked, open_interim, stake_of
from broadhurst.capabilities.tasking.queries.forms import to_decide, to_ratify
from broadhurst.capabilities.tasking.queries.ratifying import ratifying_meeting
from broadhurst.capabilities.tasking.rules.deciding import (
    objections_to_decide,
    objections_to_ratify,
    objections_to_refuse,
)
from broadhurst.capabilities.tasking.writes.lapse import lapse
from broadhurst.capabilities.tasking.writes.sign import sign
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import ChoiceField, TextAreaField
from broadhurst.foundation.workflow import refuse_if


class RatifyForm(CommandForm):
    is_ratified = ChoiceField(
        label="Does the board ratify it?",
        choices=[("yes", "Yes"), ("no", "No, it lapses")],
        hints={"no": "The team is free again, and the bid ends. The unit can make a new bid."},
    )
    reason = TextAreaField(
        label="Reason",
        help_text="Needed if the board does not ratify it.",
        required=False,
        max_length=2000,
        rows=3,
    )


@for_record(to_decide("ratify", to_ratify))
@command
def ratify(*, actor: Actor, bid: Bid, is_ratified: str, reason: str = "") -> Decision:
    """Ratify an interim decision at the board's next meeting, or let it lapse at once."""
    bid = locked(bid)
    interim = open_interim(bid)
    meeting = ratifying_meeting(interim)
    parts, stake = stake_of(bid, actor)
    refuse_if(
        objections_to_decide(actor, bid, parts, verb="ratify", **stake)
        + objections_to_ratify(interim, meeting, now=clock.now())
        + objections_to_refuse(is_ratified, reason)
    )
    if is_ratified == "no" and meeting:
        return lapse(actor, bid, meeting, reason)

    decision = sign(
        actor, bid, Decision.Outcome.RATIFIED, clock.now(), meeting=meeting, reason=reason
    )

    record(
        actor,
        "bid.ratified",
        bid.ref,
        dossier=bid.dossier,
        tell=[bid.bidder, bid.made_by, *([bid.given.provider] if bid.given else [])],
        board=bid.board.unit.name,
    )
    return decision
