"""Rules for changing the handover window of an open transfer. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.capabilities.transfers.rules.moving import WORKFLOW
from broadhurst.foundation.workflow import at


def objections_to_propose_window(
    transfer: Any,
    parts: Collection[str],
    proposed: Any,
    *,
    starts: date,
    ends: date,
    today: date,
    reason: str,
) -> list[str]:
    """Refuse a second proposal, a window that has passed, and one that changes nothing.

    A window that has already begun keeps its first day. `proposed` is the open proposal, or None.
    """
    objections = objections_to_propose_now(transfer, parts, proposed) + objections_to_text(reason)
    if starts < today and starts != transfer.window_from:
        objections += at(
            "window_from",
            "The handover window must start today or later, or on its current first day.",
        )
    if ends < today:
        objections += at("window_until", "The handover window must end today or later.")
    if ends < starts:
        objections += at(
            "window_until", "The handover window ends before it starts. Enter a later last day."
        )
    if (starts, ends) == (transfer.window_from, transfer.window_until):
        objections += at(
            "window_until",
            "The handover window already has these dates. Enter a different first or last day.",
        )
    return objections


def objections_to_propose_now(transfer: Any, parts: Collection[str], proposed: Any) -> list[str]:
    """Refuse a second proposal. `proposed` is the open one, or None."""
    objections = WORKFLOW.objections("propose_window", transfer.stage, parts)
    if proposed is not None:
        objections.append(
            f"{proposed.unit.name} already proposed another window. Answer or withdraw that "
            "proposal first."
        )
    return objections


def objections_to_answer_window(
    verb: str, transfer: Any, parts: Collection[str], proposed: Any, unit_id: int, text: str = ""
) -> list[str]:
    """Refuse an answer by the side that proposed, and a withdrawal by the other.

    `unit_id` is the giver or the receiver, whichever the actor is on the side of.
    """
    objections = WORKFLOW.objections(verb, transfer.stage, parts) + objections_to_text(text)
    if proposed is None:
        return [*objections, "Nobody has proposed a new handover window."]
    is_own = proposed.unit_id == unit_id
    if verb == "withdraw_window" and not is_own:
        objections.append(f"Only {proposed.unit.name}, which proposed the change, can withdraw it.")
    if verb != "withdraw_window" and is_own:
        objections.append("Your side proposed this change, so the other side must answer.")
    return objections
