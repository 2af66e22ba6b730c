"""Rules on correcting an OCG, its people and identifiers. Pure."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from broadhurst.capabilities.register.rules.registering import (
    objections_to_identifier,
    objections_to_member,
    objections_to_text,
    objections_to_work_on,
)

UNCHANGED = "You have not changed anything. Change at least one answer, or go back."
ENDED = "This has been changed or removed since you opened it. Go back to the OCG’s people."
# The log is kept for ever. For people who are not suspects it names the corrected field only.
KEPT_OUT_OF_THE_LOG = ("Name", "Other names", "Date of birth", "Sex")
NAMED_IN_THE_LOG = ("suspect", "convicted")
ADULT_AT = 18
Changes = Mapping[str, tuple[str, str]]


def changed(was: Mapping[str, str], now: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return each changed field, by label, with its old and new value in words."""
    return {label: (was[label], now[label]) for label in was if was[label] != now[label]}


def in_words(changes: Changes, *, but: Collection[str] = ()) -> str:
    """Return changes in one line. Fields in `but` show only that they were corrected."""
    phrases = [
        f"{label} corrected"
        if label in but
        else f"{label} from “{was or 'not known'}” to “{now or 'not known'}”"
        for label, (was, now) in changes.items()
    ]
    return "; ".join(phrases)


def kept_out_of_the_log(*categories: str) -> Collection[str]:
    """Return the fields that the log leaves out of a person's correction.

    The log leaves them out if the person is, or was, not suspected of anything.
    """
    may_be_named = all(category in NAMED_IN_THE_LOG for category in categories)
    return () if may_be_named else KEPT_OUT_OF_THE_LOG


def objections_to_edit(
    ocg: Any, parts: Collection[str], changes: Changes, *, text: str
) -> list[str]:
    """Officers on an active OCG correct it."""
    objections = objections_to_work_on(ocg, parts) + objections_to_text(text)
    return objections or ([] if changes else [UNCHANGED])


def objections_to_edit_member(
    ocg: Any,
    parts: Collection[str],
    changes: Changes,
    *,
    is_ended: bool,
    category: str,
    is_exploited: bool,
    born_on: date | None,
    today: date,
    text: str,
) -> list[str]:
    """A person always has a category, and a victim is exploited (rule 23)."""
    objections = objections_to_edit(ocg, parts, changes, text=text)
    objections += objections_to_member(
        category=category, is_exploited=is_exploited, born_on=born_on, today=today
    )
    return [*objections, ENDED] if is_ended else objections


def objections_to_edit_identifier(
    ocg: Any,
    parts: Collection[str],
    changes: Changes,
    *,
    is_ended: bool,
    is_there: bool,
    kind: str,
    value: str,
    text: str,
) -> list[str]:
    """An identifier has the format of its kind, and is on an OCG once."""
    objections = objections_to_edit(ocg, parts, changes, text=text)
    objections += objections_to_identifier(kind, value)
    if is_there:
        objections.append("This is already on the OCG.")
    return [*objections, ENDED] if is_ended else objections


def objections_to_remove(
    ocg: Any, parts: Collection[str], *, is_ended: bool, text: str
) -> list[str]:
    """Officers on an active OCG remove people and identifiers."""
    objections = objections_to_work_on(ocg, parts) + objections_to_text(text)
    return [*objections, ENDED] if is_ended else objections


def is_under_18(born_on: date, today: date) -> bool:
    """Whether a person is a child, until the day they turn 18."""
    return (today.year - born_on.year) - (
        (today.month, today.day) < (born_on.month, born_on.day)
    ) < ADULT_AT


def adults_born_by(today: date) -> date:
    """Return the latest date of birth of a person who is 18 on a day."""
    is_leap_day = (today.month, today.day) == (2, 29)
    return today.replace(year=today.year - ADULT_AT, day=28 if is_leap_day else today.day)


def objections_to_same(duplicate: Any, *, name: str, national_ref: str) -> list[str]:
    """A unit uses each cover name and national reference once."""
    if duplicate is None:
        return []
    field = (
        "cover name"
        if duplicate.name.casefold() == name.strip().casefold()
        else "national reference"
    )
    where = {
        "archived": " It is archived: reactivate it instead.",
        "merged": " It was merged into another: use that one.",
        "not_adopted": " It was not adopted: reopen it instead.",
    }.get(duplicate.state, "")
    return [
        f"This unit already has an OCG with this {field}: {duplicate.name}, {duplicate.ref}.{where}"
    ]
