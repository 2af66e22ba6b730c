"""Rules on links between OCGs, and between people. Pure."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    COORDINATOR,
    LRO,
    OWNING_UNIT,
    SIO,
    objections_to_text,
    objections_to_work_on,
    only,
)
from broadhurst.foundation.workflow import Objection, at

# Intelligence grading of the UK police, 3x5x2. Source: College of Policing, Authorised
# Professional Practice on intelligence reports. A grade describes the source and never names it.
SOURCE = (("1", "1: reliable"), ("2", "2: untested"), ("3", "3: not reliable"))
INTELLIGENCE = (
    ("A", "A: known directly to the source"),
    ("B", "B: known indirectly to the source, but corroborated"),
    ("C", "C: known indirectly to the source"),
    ("D", "D: not known"),
    ("E", "E: suspected to be false"),
)
HANDLING = (("P", "P: lawful sharing permitted"), ("C", "C: lawful sharing with conditions"))
# How the same link reads from its other end. Any other kind reads the same from both.
FROM_THE_OTHER_END = {
    "supplier": "customer",
    "customer": "supplier",
    "successor": "predecessor",
    "predecessor": "successor",
}
# The log of one OCG must not say that it is linked with another.
KEPT_OUT_OF_THE_LOG = "The link was refused."


def objections_to_link(
    ocg: Any, parts: Collection[str], *, is_same: bool, already: str
) -> list[str]:
    """Officers on an active OCG link it, or one of its people, once in each way."""
    objections = objections_to_work_on(ocg, parts)
    if is_same:
        objections += at("other", "Choose another record. A record cannot be linked with itself.")
    if already:
        refusal = f"This link is recorded already, as {already}. Correct that one instead."
        objections.append(Objection(refusal, "", KEPT_OUT_OF_THE_LOG))
    return objections


def objections_to_grounds(
    *,
    from_on: date | None,
    until_on: date | None,
    today: date,
    handling: str,
    conditions: str,
    text: str,
) -> list[str]:
    """A link began before it ended, and a handling code C comes with its conditions."""
    objections = objections_to_text(f"{text} {conditions}")
    if from_on is not None and from_on > today:
        objections += at("from_on", "Enter a date that is today or in the past.")
    if until_on is not None and until_on > today:
        objections += at("until_on", "Enter a date that is today or in the past.")
    if from_on is not None and until_on is not None and until_on < from_on:
        objections += at("until_on", "The link cannot end before it began.")
    if handling == "C" and not conditions.strip():
        objections += at("conditions", "Enter the conditions on sharing it.")
    return objections


def objections_to_change(link: Any, parts: Collection[str]) -> list[str]:
    """Officers on either end change a link that was not withdrawn or corrected."""
    objections = only(parts, OWNING_UNIT, SIO, LRO, COORDINATOR)
    if link.withdrawn_at is not None:
        objections.append("This link was withdrawn or corrected since you opened it.")
    return objections


def objections_to_end_now(link: Any, parts: Collection[str]) -> list[str]:
    """A link that can be changed ends once."""
    objections = objections_to_change(link, parts)
    if link.until_on is not None:
        objections.append("This link has ended already. Correct it if the date is wrong.")
    return objections


def objections_to_end(
    link: Any, parts: Collection[str], *, until_on: date, today: date, because: str
) -> list[str]:
    """A link ends once, on a day that has come."""
    objections = objections_to_end_now(link, parts) + at("because", objections_to_text(because))
    return objections + objections_to_grounds(
        from_on=link.from_on, until_on=until_on, today=today, handling="", conditions="", text=""
    )


def objections_to_correct(
    link: Any, parts: Collection[str], *, changes: Mapping[str, Any], already: str, because: str
) -> list[str]:
    """A correction changes something, and gives a reason."""
    objections = objections_to_change(link, parts) + at("because", objections_to_text(because))
    if not changes:
        objections.append("You have not changed anything. Change at least one answer, or go back.")
    if already:
        refusal = f"This link is recorded already, as {already}. Withdraw one of the two instead."
        objections.append(Objection(refusal, "", KEPT_OUT_OF_THE_LOG))
    return objections


def objections_to_withdraw(link: Any, parts: Collection[str], *, because: str) -> list[str]:
    """A link recorded in error is withdrawn with a reason."""
    return objections_to_change(link, parts) + at("because", objections_to_text(because))
