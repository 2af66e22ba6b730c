"""Rules for following up a request: notes, extensions, chasers and escalation."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from broadhurst.capabilities.liaison.rules.requesting import WORKFLOW
from broadhurst.capabilities.register.rules.registering import objections_to_text
from broadhurst.foundation.workflow import at

NONE_ASKED = "Nobody is waiting for an answer about more time for this request."


def objections_to_note(request: Any, parts: Collection[str], *, text: str) -> list[str]:
    """Refuse an empty note, and a note on a request that has ended."""
    objections = WORKFLOW.objections("add_note", request.stage, parts)
    if not text.strip():
        objections += at("text", "Enter a note.")
    return objections + at("text", objections_to_text(text))


def objections_to_chase(
    request: Any, parts: Collection[str], *, chased: Collection[date], today: date
) -> list[str]:
    """Refuse a second chaser on a day. `chased` are the days of the chasers so far."""
    objections = WORKFLOW.objections("chase", request.stage, parts)
    if today in chased:
        objections.append("You have chased this request today. You can chase it again tomorrow.")
    return objections


def objections_to_ask_extension(
    request: Any,
    parts: Collection[str],
    *,
    due_at: datetime | None,
    until_on: date,
    ends_at: datetime,
    because: str,
    is_asked: bool,
) -> list[str]:
    """Refuse a request for more time without a deadline or a reason, or a second one.

    `due_at` is the deadline to move, and `ends_at` the end of the new day.
    """
    objections = objections_to_ask_extension_now(request, parts, due_at=due_at, is_asked=is_asked)
    if due_at is not None and ends_at <= due_at:
        objections += at("until_on", "Enter a day after the deadline.")
    if not because.strip():
        objections += at("because", "Enter why you need more time.")
    return objections + at("because", objections_to_text(because))


def objections_to_ask_extension_now(
    request: Any, parts: Collection[str], *, due_at: datetime | None, is_asked: bool
) -> list[str]:
    """Refuse more time for a request without a deadline, and a second request for it."""
    objections = WORKFLOW.objections("ask_extension", request.stage, parts)
    if is_asked:
        objections.append("You have asked for more time already. Wait for the answer.")
    if due_at is None:
        objections.append(
            "This request has no date that it is needed by, so there is no deadline to change."
        )
    return objections


def objections_to_end_extension(
    verb: str, request: Any, extension: Any, parts: Collection[str], *, today: date
) -> list[str]:
    """Refuse to answer or withdraw a request for more time that is not open.

    An answer in the meantime ends the wait for it, and a new day that has passed gives no time.
    """
    objections = WORKFLOW.objections(verb, request.stage, parts)
    if extension is None:
        return [*objections, NONE_ASKED]
    if verb == "agree_extension" and extension.until_on < today:
        objections.append(
            "The proposed day has passed. Refuse it, so that the other lead can ask for another "
            "day."
        )
    return objections


def objections_to_because(because: str, *, what: str) -> list[str]:
    """Refuse a missing reason, or one that looks too secret. `what` says what it is for."""
    if not because.strip():
        return at("because", f"Enter why you {what}. The other lead will read it.")
    return at("because", objections_to_text(because))


def objections_to_escalate(roles: Collection[str]) -> list[str]:
    """Only the system, or an administrator, passes late requests up by the clock."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]
