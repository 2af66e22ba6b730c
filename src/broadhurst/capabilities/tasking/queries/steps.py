"""The history of a bid, step by step, with the time each step came after the bid."""

from typing import Any

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import allocation_of
from broadhurst.capabilities.tasking.queries.signing import signature_of
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.govuk import words

Step = dict[str, Any]


def steps_of(bid: Bid) -> list[Step]:
    """Return the steps of a bid, latest first.

    Each says how long after the bid it came.
    """
    first = _step("Bid made", bid.submitted_at, bid.made_by.name, bid.bidder.name)
    steps = [first, *_triage(bid), *_questions(bid), *_decisions(bid), *_supply(bid)]
    withdrawn, evaluated = bid.withdrawn_because, bid.evaluation
    steps.append(_step("Withdrawn", bid.withdrawn_at, "", withdrawn))
    steps.append(_step("Evaluated", bid.evaluated_at, "", evaluated))
    if bid.reassess:
        steps[-1]["tag"] = "New assessment needed"
    dated = sorted((step for step in steps if step["at"]), key=lambda step: step["at"])
    for step in dated[1:]:
        after = words.length(bid.submitted_at, step["at"])
        step["by"] = ", ".join(part for part in (step["by"], f"{after} after the bid") if part)
    return dated[::-1]


def _step(title: str, at: Any, by: str, text: str) -> Step:
    return {"title": title, "at": at, "by": by, "text": text}


def _triage(bid: Bid) -> list[Step]:
    """Return each time the bid went on an agenda.

    A bid that was sent back appears in the history with its question instead.
    """
    rows = Event.objects.filter(subject=bid.ref, verb="bid.triaged", dossier=bid.dossier_id)
    return [
        _step(
            "Triaged", event.at, event.officer.name, f"On the agenda for {event.detail['meeting']}."
        )
        for event in rows.select_related("officer")
        if event.detail["meeting"]
    ]


def _questions(bid: Bid) -> list[Step]:
    rows = bid.questions.select_related("asked_by", "answered_by")
    returned = [
        _step(
            "Returned for information", question.asked_at, question.asked_by.name, question.question
        )
        for question in rows
    ]
    return returned + [
        _step("Answered", question.answered_at, question.answered_by.name, question.answer)
        for question in rows
        if question.answered_by
    ]


def _decisions(bid: Bid) -> list[Step]:
    rows = bid.decisions.select_related(
        "board__unit", "capability", "referred_to__unit", "decided_by"
    )
    steps = []
    for decision in rows:
        details = [decision.capability.name] if decision.capability else []
        details += [f"to {decision.referred_to.unit.name}"] if decision.referred_to else []
        details += (
            [f"until {words.day(decision.deferred_until)}"] if decision.deferred_until else []
        )
        details += ["interim, until the next meeting ratifies it"] if decision.is_interim else []
        title = ": ".join([str(decision), ", ".join(details)]) if details else str(decision)
        text = " ".join(part for part in (decision.reason, decision.conditions) if part)
        is_sound = decision.signed == signature_of(decision)
        signed = "signed" if is_sound else "SIGNATURE DOES NOT MATCH"
        by = f"{decision.decided_by.name}, {decision.board.unit.name}, {signed}"
        if decision.recorded_at != decision.made_at:
            by += f" and recorded {words.moment(decision.recorded_at)}"
        steps.append(_step(title, decision.made_at, by, text))
    return steps


def _supply(bid: Bid) -> list[Step]:
    allocation = allocation_of(bid)
    if allocation is None:
        return []
    booked = words.day(allocation.booking.from_at)
    return [
        _step(
            "Team allocated",
            allocation.allocated_at,
            allocation.allocated_by.name,
            f"From {booked}.",
        ),
        _step("In place", allocation.in_place_at, "", ""),
        _step("Delivered", allocation.delivered_at, "", allocation.product),
    ]
