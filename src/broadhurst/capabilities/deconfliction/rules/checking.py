"""Rules on who may check, verify and expire, and how long each lasts. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from broadhurst.capabilities.register.rules.registering import objections_to_work_on
from broadhurst.foundation import clock

# Policy of this project: one cycle of monthly tasking. No published UK rule gives a number.
FRESH_FOR_DAYS = 28
IN_DATE = f"made in the last {FRESH_FOR_DAYS} days"
# Targets are kept two years (Chicago HIDTA, Special Order S04-19-04). Each check renews them.
ENTRY_LIFE_DAYS = 2 * 365
# Knowing that a receipt exists reveals someone's work, so an officer cannot try many numbers.
VERIFICATIONS_AN_HOUR = 30

# A hit tells another organisation that someone is a target. Victims and witnesses are not targets,
# and are kept apart from suspects in every store (ICO on the Gangs Matrix, 2018). "Other" are
# people who are not suspected of anything. An exploited person who is also a suspect is a target.
TARGETS = ("suspect", "convicted")

CAVEAT = (
    "We compare targets only with what other units have entered. You get no hit if they have not "
    "entered the target, or only with different or very common details. No hit does not mean that "
    "nobody is interested."
)
REFERRED = "A deconfliction desk reviews possible matches. We’ll notify you if one concerns you."
LONGEST_NOTE = 240


def objections_to_check(ocg: Any, parts: Collection[str]) -> list[str]:
    """The owning unit and those who lead on an active OCG can check its targets."""
    return objections_to_work_on(ocg, parts)


def answer(
    hits: int,
    entries: int,
    referred: int = 0,
    *,
    is_in_part: bool = False,
    is_of_table: bool = False,
) -> str:
    """Return the answer of a check in words; the caveat must always go with it.

    For a spreadsheet (`is_of_table`), `hits` counts its targets with a hit: several can share one.
    The words for referred targets are the same whatever the reason and whatever a desk has
    decided. They are never "no hit". If nothing could be checked, the answer is not "no hit"
    either. If something was left out, the answer is "No hit, in part".
    """
    if not (hits or entries or referred):
        return "Nothing was checked"
    singular = "target with a hit" if is_of_table else "hit"
    plural = "targets with a hit" if is_of_table else "hits"
    results = [f"{hits} {singular if hits == 1 else plural}"] if hits else []
    if referred:
        results.append(f"{referred} referred to a desk")
    checked = f"{entries} target{'' if entries == 1 else 's'} checked"
    no_hit = "No hit, in part" if is_in_part else "No hit"
    return ", ".join([*(results or [no_hit]), checked])


def caveat(referred: int = 0) -> str:
    """Return the limits of an answer, with the meaning of "referred" if it applies."""
    return f"{REFERRED} {CAVEAT}" if referred else CAVEAT


def as_notes(notes: Iterable[str]) -> list[str]:
    """Return notes on what was not checked, without duplicates, cut to the limit."""
    return [_cut(note) for note in dict.fromkeys(notes)]


def _cut(note: str) -> str:
    """Cut a long note after a word, or inside a word that fills half of it."""
    if len(note) <= LONGEST_NOTE:
        return note
    shortened = note[: LONGEST_NOTE - 1]
    words = shortened if note[len(shortened)].isspace() else shortened.rpartition(" ")[0]
    return f"{(words if len(words) > LONGEST_NOTE // 2 else shortened).rstrip()}…"


def is_fresh(made_at: datetime, day: date) -> bool:
    """Return whether a check is recent enough on a day for a bid or a handover.

    Days are counted as people do: calendar days in the United Kingdom, whatever the hour.
    """
    made_on = made_at.astimezone(clock.LONDON).date()
    return made_on <= day <= made_on + timedelta(days=FRESH_FOR_DAYS)


def objections_to_move(owner: Any, to: Any) -> list[str]:
    """Entries move only to the unit that owns the OCG."""
    if owner.pk == to.pk:
        return []
    return ["Entries belong to the unit that owns the OCG. Change the owner of the OCG first."]


def objections_to_verify(recent_attempts: int, *, is_issued: bool) -> list[str]:
    """A receipt is looked up by its whole number, with an hourly limit."""
    if recent_attempts >= VERIFICATIONS_AN_HOUR:
        return ["You have looked up many receipts in the last hour. Try again later."]
    if not is_issued:
        return ["No receipt has that number. Compare it with the number that you were given."]
    return []


def objections_to_expire(roles: Collection[str]) -> list[str]:
    """Only the system or an administrator deletes expired entries."""
    return [] if "administrator" in roles else ["Only an administrator can do this."]


def objections_to_count_names(roles: Collection[str]) -> list[str]:
    """Only the system or an administrator counts the names of all entries."""
    return objections_to_expire(roles)
