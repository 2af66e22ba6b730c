"""A bid as a document, with the marking on each page."""

from collections.abc import Iterator
from typing import Any

from broadhurst.capabilities.tasking.queries.bids import bids, measures_of, ocg_of
from broadhurst.capabilities.tasking.queries.steps import steps_of
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.letters import Letter
from broadhurst.foundation.doors.paper import copy_for, facts, heading, labelled, plain
from broadhurst.foundation.govuk.words import day, moment
from broadhurst.foundation.record_copies.declared import RecordCopy

KEPT = "Kept with the OCG"


def on_paper(actor: Actor, bid: Any) -> Letter:
    """Return a bid with its history, as far as the reader may see it."""
    return copy_for(actor, f"Bid {bid.ref} for {_asked_for(bid)}", _parts(bid))


def _parts(bid: Any) -> Iterator[str]:
    yield from facts(_about(bid))
    yield from facts(measures_of(bid))
    interests = list(bid.interests.select_related("officer"))
    if interests:
        yield heading("Declared interests")
    for interest in interests:
        yield labelled(f"{interest.officer.name}, {day(interest.declared_at)}", interest.interest)
        if interest.withdrawn_at:
            yield plain(f"Withdrawn on {day(interest.withdrawn_at)}: {interest.withdrawn_because}")
    yield heading("History")
    for step in steps_of(bid):
        yield labelled(step["title"], f"{moment(step['at'])}. {step['by']}")
        if step["text"]:
            yield plain(step["text"])


def _asked_for(bid: Any) -> str:
    return str(bid.capability.name if bid.capability else bid.get_ask_display())


def _about(bid: Any) -> list[tuple[str, object]]:
    ocg = ocg_of(bid)
    needed = f"{day(bid.from_on)} to {day(bid.until_on)}" if bid.from_on else "Permanent transfer"
    bid_made = f"{bid.made_by.name}, {bid.bidder.name}, {moment(bid.submitted_at)}"
    return [
        ("Status", bid.get_stage_display()),
        ("OCG", ocg.caption if ocg else "You can no longer see it"),
        ("Asked for", _asked_for(bid)),
        ("Given", bid.given_id != bid.capability_id and bid.given),
        ("Objective", bid.objective),
        ("Why the unit’s own capability is not enough", bid.why_not_own),
        ("Safeguarding", bid.safeguarding),
        ("Needed", needed),
        ("Made by", bid_made),
        ("Board", bid.board),
        ("Meeting", bid.meeting),
        ("Urgent", bid.is_urgent and bid.urgent_reason),
        ("Priority", bid.priority and f"{bid.priority}. {bid.priority_because}"),
        *_supply(bid),
        ("Assessment", _assessment(bid)),
        ("Deconfliction receipt", _receipt(bid)),
    ]


def _supply(bid: Any) -> Iterator[tuple[str, object]]:
    allocation = getattr(bid, "allocation", None)
    if allocation is None:
        return
    yield "Terms of reference", allocation.terms
    if allocation.onward:
        onward = f"{allocation.get_onward_display()}. {allocation.onward_because}"
        yield "Onward ownership", onward


def _assessment(bid: Any) -> str:
    assessment = getattr(bid, "assessment", None)
    if assessment is not None:
        moderation = assessment.moderation
        return f"{assessment.ref}: band {moderation.band}, tier {moderation.tier}"
    if bid.assessment_due_on:
        return f"None when the bid was made. Due by {day(bid.assessment_due_on)}"
    return KEPT


def _receipt(bid: Any) -> str:
    receipt = getattr(bid, "receipt", None)
    if receipt is None:
        return KEPT
    receipt_and_day = f"{receipt.ref}, {day(receipt.made_at)}"
    return f"{receipt_and_day}. Result on that day: {receipt.answer}. {receipt.caveat}"


BID_COPY = RecordCopy("bid", bids, on_paper, page="tasking:bid")
