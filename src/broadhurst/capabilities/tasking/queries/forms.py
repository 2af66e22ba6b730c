"""Say which forms about a bid or a meeting somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.register.queries.forms_on_ocg import on_ocg
from broadhurst.capabilities.tasking.models import Bid, Meeting
from broadhurst.capabilities.tasking.queries.bids import (
    allocation_of,
    objections_to_unseen,
    open_interim,
    parts_of,
    stake_of,
)
from broadhurst.capabilities.tasking.rules import bidding, deciding, seats, supplying
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor

Rule = Callable[[Actor, Bid], list[str]]

to_bid = on_ocg(lambda ocg, parts, _ocg: bidding.objections_to_bid_on(ocg, parts))


def to_move(verb: str, also: Callable[[Bid], list[str]] | None = None) -> Rule:
    """Return the rule of a form that moves a bid, and what else must hold of the bid."""

    def objections(actor: Actor, bid: Bid) -> list[str]:
        found = bidding.WORKFLOW.objections(verb, bid.stage, parts_of(bid, actor))
        return found or (also(bid) if also else [])

    return objections


def to_move_with_ocg(verb: str) -> Rule:
    """Return the rule of a form that moves a bid, for those who see its OCG too."""
    return to_move(verb, objections_to_unseen)


def to_decide(verb: str, also: Callable[[Bid], list[str]] | None = None) -> Rule:
    """Return the rule of a form that decides a bid, and what else must hold of the bid."""

    def objections(actor: Actor, bid: Bid) -> list[str]:
        parts, stake = stake_of(bid, actor)
        found = deciding.objections_to_decide(actor, bid, parts, verb=verb, **stake)
        return found or (also(bid) if also else [])

    return objections


def barred_from(actor: Actor, bid: Bid) -> list[str]:
    """Return the decisions that the chair of the board cannot sign, because of a stake."""
    if not seats.chairs(actor, bid.board):
        return []
    parts, stake = stake_of(bid, actor)
    return [
        verb
        for verb in ("decide", "ratify")
        if deciding.objections_to_decide(actor, bid, parts, verb=verb, **stake)
    ]


def to_adopt(bid: Bid) -> list[str]:
    """Refuse a bid that nobody can adopt in full."""
    return deciding.objections_to_adopt(bid) + objections_to_unseen(bid)


def to_ratify(bid: Bid) -> list[str]:
    """Refuse a bid without an interim decision. The form itself says when the board ratifies."""
    return deciding.objections_to_no_interim(open_interim(bid))


def to_agree_terms(actor: Actor, bid: Bid) -> list[str]:
    """The rule of the form that agrees the terms of reference."""
    return supplying.objections_to_agree_terms(bid, parts_of(bid, actor), allocation_of(bid))


def to_declare_interest(actor: Actor, bid: Bid) -> list[str]:
    """The rule of the form that declares an interest."""
    return seats.objections_to_declare_now(is_ended=bid.stage in bidding.ENDED)


def to_withdraw_interest(actor: Actor, bid: Bid) -> list[str]:
    """The rule of the form that withdraws an interest: the actor's own, or anybody's."""
    declared = bid.interests.filter(withdrawn_at=None)
    interest = declared.filter(officer=actor.officer).first() or declared.first()
    return seats.objections_to_withdraw_interest(actor, bid, interest) if interest else []


def to_hold(actor: Actor, meeting: Meeting) -> list[str]:
    """The rule of the form that closes a meeting."""
    return supplying.objections_to_hold(actor, meeting, now=clock.now())
