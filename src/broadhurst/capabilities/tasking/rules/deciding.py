"""Rules for decisions: who decides a bid, and what each outcome needs."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.deconfliction.rules.checking import IN_DATE
from broadhurst.capabilities.register.rules.assessing import out_of_date
from broadhurst.capabilities.register.rules.registering import LRO, SIO, objections_to_text
from broadhurst.capabilities.tasking.rules.bidding import WORKFLOW
from broadhurst.foundation import clock
from broadhurst.foundation.govuk.words import moment
from broadhurst.foundation.workflow import at

SUPPORTED = ("supported", "supported_in_part")
REFERRED = ("referred_up", "referred_down", "referred_to_partner")
ADOPTED = "adopted_in_full"
# In working days after a meeting: the time that the board has to close it. After that, an interim
# decision that the meeting did not ratify lapses by itself. Policy of this project: a day to write
# the decisions up and one in reserve, so that no team loses its work because an officer is away.
CLOSE_WITHIN = 2
# The status after each outcome. A deferred or referred bid is still undecided.
AFTER = {
    "supported": "decided",
    "supported_in_part": "decided",
    "deferred": "triaged",
    "referred_up": "submitted",
    "referred_down": "submitted",
    "referred_to_partner": "submitted",
    "declined": "declined",
    ADOPTED: "adopted",
}
# The height of each level of board, for referrals (letter of 30 March 2021, on tasking).
HEIGHT = {
    "level_1": 1,
    "covert_commissioning": 2,
    "level_2": 2,
    "soc_partnership_governance": 3,
    "force": 3,
    "regional": 4,
}


def objections_to_decide(
    actor: Any,
    bid: Any,
    parts: Collection[str],
    *,
    is_bidders_officer: bool,
    has_interest: bool,
    verb: str = "decide",
) -> list[str]:
    """Refuse anyone but the board's chair, and a chair with a stake in the bid (rule 17).

    `is_bidders_officer` is true if the actor has a posting in the unit that bid, even if they act
    in another unit now. `has_interest` says that they declared an interest.
    """
    objections = WORKFLOW.objections(verb, bid.stage, parts)
    if has_interest:
        objections.append("You declared an interest in this bid, so somebody else must decide it.")
    if actor.officer.pk == bid.made_by_id:
        objections.append("You made this bid, so somebody else must decide it.")
    elif actor.unit.pk == bid.bidder_id or is_bidders_officer:
        objections.append("Your own unit made this bid, so somebody else must decide it.")
    if {SIO, LRO} & set(parts):
        objections.append("You lead on this OCG, so somebody else must decide its bid.")
    return objections


def objections_to_outcome(
    bid: Any,
    outcome: str,
    *,
    reason: str,
    conditions: str,
    given: Any,
    referred_to: Any,
    deferred_until: date | None,
    today: date,
) -> list[str]:
    """Refuse an outcome without what it needs.

    `given` is the capability that the board gives.
    """
    if outcome not in AFTER:
        return at(
            "outcome",
            "Choose another outcome. An interim decision is ratified or lapses at the next "
            "meeting.",
        )
    objections = objections_to_text(f"{reason} {conditions}")
    if outcome not in SUPPORTED and not reason.strip():
        objections += at("reason", "Enter a reason, because the bid is not supported in full.")
    if outcome == "supported_in_part" and not conditions.strip():
        objections += at("conditions", "Enter which part is supported, or on what conditions.")
    if outcome in SUPPORTED and given is None:
        objections += at("capability", "Choose the capability that will support it.")
    if outcome == "deferred" and (deferred_until is None or deferred_until <= today):
        objections += at("deferred_until", "Enter a day after today. The bid waits until then.")
    if outcome in REFERRED:
        objections += objections_to_refer(bid.board, outcome, referred_to)
    if outcome == ADOPTED:
        objections += objections_to_adopt(bid)
    return objections


def objections_to_refer(board: Any, outcome: str, to: Any) -> list[str]:
    """Refuse a referral to the wrong board.

    A bid is referred up to a higher board, down to a lower board, or to a board of a partner
    organisation.
    """
    if to is None or to.pk == board.pk:
        return at("referred_to", "Choose the board that the bid is referred to.")
    above = HEIGHT[to.level] - HEIGHT[board.level]
    if outcome == "referred_up" and above <= 0:
        return at("referred_to", f"{to.unit.name} is not above this board.")
    if outcome == "referred_down" and above >= 0:
        return at("referred_to", f"{to.unit.name} is not below this board.")
    if outcome == "referred_to_partner" and to.unit.agency_id == board.unit.agency_id:
        return at(
            "referred_to",
            f"{to.unit.name} is a board of the same organisation. Refer the bid up or down.",
        )
    return []


def objections_to_adopt(bid: Any) -> list[str]:
    """Refuse adoption in full unless asked for and at a regional board (rule 10)."""
    objections = []
    if bid.ask != "adoption":
        objections.append("This bid does not ask for adoption in full.")
    if bid.board.level != "regional":
        objections.append("Only a regional board can adopt a bid in full. Refer the bid up.")
    return objections


def objections_to_receipt(outcome: str, *, is_fresh: bool) -> list[str]:
    """Refuse support or adoption without a deconfliction check in date (rule 16).

    The check is the latest one of the OCG, because the receipt on the bid may be older.
    """
    if outcome not in (*SUPPORTED, ADOPTED) or is_fresh:
        return []
    return [
        f"Support and adoption need a deconfliction check {IN_DATE}. Ask the unit that owns the "
        "OCG to check its targets again, then decide."
    ]


def out_of_date_bid(bid: Any, ocg: Any, assessment: Any, today: date) -> str:
    """Say that the assessment of a bid's OCG is past its review, or return nothing.

    An urgent bid names the day of its assessment, and is in date until then.
    """
    is_promised = bid.assessment_due_on is not None and bid.assessment_due_on >= today
    return "" if is_promised else out_of_date(ocg, assessment, today)


def objections_to_out_of_date_support(outcome: str, reason: str, missing: str) -> list[str]:
    """Refuse support without a reason if the assessment is past its review (rule 7).

    `missing` is the sentence of `out_of_date_bid`, or empty. The bid was in date when it was made.
    """
    if outcome not in SUPPORTED or not missing or reason.strip():
        return []
    return at("reason", f"{missing} Enter why the board supports the bid all the same.")


def objections_to_made_at(made_at: datetime, *, submitted_at: datetime, now: datetime) -> list[str]:
    """Refuse a decision time before the bid was made, or in the future."""
    objections = []
    if made_at > now:
        objections += at("made_at", "Enter a time for the decision that is not in the future.")
    if made_at < submitted_at:
        objections += at("made_at", "Enter a time for the decision after the bid was made.")
    return objections


def objections_to_interim(
    outcome: str, *, reason: str, next_meeting: Any, has_met_since: bool
) -> list[str]:
    """Refuse an interim decision that does not support the bid, or that nothing can ratify.

    `next_meeting` is the next planned meeting of the board. `has_met_since` says that the board
    held a meeting after the decision was made.
    """
    objections = []
    if outcome not in SUPPORTED:
        objections += at("outcome", "An interim decision can only support a bid, in full or part.")
    if not reason.strip():
        objections += at("reason", "Say why the decision cannot wait for the meeting.")
    if next_meeting is None:
        objections += at(
            "is_interim",
            "No meeting is planned. Schedule the meeting that will ratify the decision first.",
        )
    if has_met_since:
        objections += at(
            "made_at",
            "The board has met since then and did not ratify it. Decide the bid again now.",
        )
    return objections


def objections_to_ratify(interim: Any, meeting: Any, *, now: datetime) -> list[str]:
    """Refuse to ratify a decision that is not an open interim one, or outside the next meeting.

    `meeting` is the first planned meeting of the board after the decision.
    """
    if objections := objections_to_no_interim(interim):
        return objections
    if meeting is None:
        return ["The board ratifies an interim decision at its next meeting. Schedule that first."]
    if meeting.at > now:
        return [
            "The board ratifies an interim decision at its next meeting, which has not begun. Sign "
            f"it from {moment(meeting.at)} on."
        ]
    return []


def objections_to_no_interim(interim: Any) -> list[str]:
    """Refuse to ratify where no interim decision is open."""
    return [] if interim else ["No interim decision on this bid is waiting to be ratified."]


def is_past_closing(meeting_at: datetime, today: date, nation: str) -> bool:
    """Return whether the time to close a meeting has passed, by the working days of a nation."""
    held_on = meeting_at.astimezone(clock.LONDON).date()
    return today > clock.add_working_days(held_on, CLOSE_WITHIN, nation)


def objections_to_lapse_by_clock(roles: Collection[str]) -> list[str]:
    """Refuse anyone but the system, or an administrator: the time alone decides."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_refuse(is_ratified: str, reason: str) -> list[str]:
    """Refuse an answer without the reason that it needs."""
    objections = objections_to_text(reason)
    if is_ratified == "no" and not reason.strip():
        objections += at("reason", "Enter a reason, because the team and the access end now.")
    return objections


def objections_to_rank(order: Collection[str], waiting: Collection[str]) -> list[str]:
    """Refuse an order without a bid, or with one that does not wait for this board."""
    if not order:
        return at("order", "Choose at least one bid.")
    if set(order) - set(waiting):
        return at("order", "Choose bids that wait for this board.")
    return []
