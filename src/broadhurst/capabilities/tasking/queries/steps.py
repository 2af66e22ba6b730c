"""What has happened to a bid, step by step, with how long each took."""

from typing import Any

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import allocation_of
from broadhurst.capabilities.tasking.queries.signing import signature_of
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.govuk import words

Step = dict[str, Any]


def steps_of(bid: Bid) -> list[Step]:
    """The bid's steps, latest first; each says how long after the bid it came."""
    made = _step("Bid made", bid.submitted_at, bid.made_by.name, bid.bidder.name)
    steps = [made, *_triage(bid), *_questions(bid), *_decisions(bid), *_supply(bid)]
    withdrawn, evaluated = bid.withdrawn_because, bid.evaluation
    steps.append(_step("Withdrawn", bid.withdrawn_at, "", withdrawn))
    steps.append(_step("Evaluated", bid.evaluated_at, "", evaluated))
    if bid.reassess:
        steps[-1]["tag"] = "New assessment needed"
    told = sorted((one for one in steps if one["at"]), key=lambda one: one["at"])
    for step in told[1:]:
        after = words.length(bid.submitted_at, step["at"])
        step["by"] = ", ".join(part for part in (step["by"], f"{after} after the bid") if part)
    return told[::-1]


def _step(title: str, at: Any, by: str, text: str) -> Step:
    return {"title": title, "at": at, "by": by, "text": text}


def _triage(bid: Bid) -> list[Step]:
    """Each time that it was put on an agenda. A bid sent back is told of by its question."""
    rows = Event.objects.filter(subject=bid.ref, verb="bid.triaged", dossier=bid.dossier_id)
    return [
        _step("Triaged", one.at, one.officer.name, f"On the agenda for {one.detail['meeting']}.")
        for one in rows.select_related("officer")
        if one.detail["meeting"]
    ]


def _questions(bid: Bid) -> list[Step]:
    rows = bid.questions.select_related("asked_by", "answered_by")
    asked = [
        _step("Returned for information", one.asked_at, one.asked_by.name, one.question)
        for one in rows
    ]
    return asked + [
        _step("Answered", one.answered_at, one.answered_by.name, one.answer)
        for one in rows
        if one.answered_by
    ]


def _decisions(bid: Bid) -> list[Step]:
    rows = bid.decisions.select_related(
        "board__unit", "capability", "referred_to__unit", "decided_by"
    )
    steps = []
    for one in rows:
        beside = [one.capability.name] if one.capability else []
        beside += [f"to {one.referred_to.unit.name}"] if one.referred_to else []
        beside += [f"until {words.day(one.deferred_until)}"] if one.deferred_until else []
        title = ": ".join([str(one), ", ".join(beside)]) if beside else str(one)
        text = " ".join(part for part in (one.reason, one.conditions) if part)
        is_sound = one.signed == signature_of(one)
        signed = "signed" if is_sound else "SIGNATURE DOES NOT MATCH"
        by = f"{one.decided_by.name}, {one.board.unit.name}, {signed}"
        if one.recorded_at != one.made_at:
            by += f" and recorded {words.moment(one.recorded_at)}"
        steps.append(_step(title, one.made_at, by, text))
    return steps


def _supply(bid: Bid) -> list[Step]:
    given = allocation_of(bid)
    if given is None:
        return []
    booked = words.day(given.booking.from_at)
    return [
        _step("Team allocated", given.allocated_at, given.allocated_by.name, f"From {booked}."),
        _step("In place", given.in_place_at, "", ""),
        _step("Delivered", given.delivered_at, "", given.product),
    ]
