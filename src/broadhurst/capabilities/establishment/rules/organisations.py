"""Rules on opening, changing and closing organisations, units and ties. Pure."""

import re
from collections.abc import Collection
from datetime import date

from broadhurst.foundation.short_name import LONGEST
from broadhurst.foundation.workflow import at

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FORCE = "police_force"
POLICING_BODIES = ("local_policing_body", "combined_authority")
IN_REGIONS = (FORCE, "rocu")


def objections_to_key(key: str, *, taken: bool) -> list[str]:
    """A key is part of a web address and never changes."""
    objections = []
    if not KEY.fullmatch(key) or len(key) > LONGEST:
        objections.append(
            "The key can only have lowercase letters, numbers and single hyphens, like "
            f"gmp-bolton. Use {LONGEST} characters or fewer."
        )
    if taken:
        objections.append(f"The key “{key}” is taken. Choose another.")
    return objections


def objections_to_name(*, taken: bool) -> list[str]:
    """An organisation's name is unique."""
    return ["An organisation with this name already exists. Enter another name."] if taken else []


def objections_to_ended(noun: str, ended_on: date | None) -> list[str]:
    """A span ends once."""
    return [f"This {noun} ended on {day(ended_on)}."] if ended_on is not None else []


def objections_to_end_oversight(*, is_overseen: bool) -> list[str]:
    """Only an oversight that has begun ends."""
    return [] if is_overseen else ["This organisation has no local policing body now."]


def objections_to_leave_region(*, is_member: bool) -> list[str]:
    """Only a member leaves a region."""
    return [] if is_member else ["This organisation is not in a region now."]


def objections_to_end(
    noun: str, *, from_on: date | None, until_on: date, ended_on: date | None
) -> list[str]:
    """A span ends after it begins."""
    objections = objections_to_ended(noun, ended_on)
    if from_on is not None and until_on <= from_on:
        objections.append(f"The last day must be after the first, {day(from_on)}.")
    return objections


def objections_to_close(
    noun: str, *, from_on: date | None, until_on: date, ended_on: date | None,
    holds: Collection[str],
) -> list[str]:  # fmt: skip
    """Everything in an organisation is ended or moved before it closes."""
    objections = objections_to_end(noun, from_on=from_on, until_on=until_on, ended_on=ended_on)
    if holds:
        objections.append(f"End or move these first: {', '.join(holds)}.")
    return objections


def objections_to_take_place(successor: str, *, of_another: str) -> list[str]:
    """An organisation replaces one other, and the record is not overwritten."""
    if not of_another:
        return []
    return [
        f"{successor} already replaces {of_another}. Choose another successor, or close the "
        "organisation without one."
    ]


def objections_to_span(from_on: date | None, until_on: date | None) -> list[str]:
    """A span ends after it begins."""
    if from_on is not None and until_on is not None and until_on <= from_on:
        return ["The end must be after the start."]
    return []


def objections_to_unit(*, from_on: date, opens_on: date, closes_on: date | None) -> list[str]:
    """A unit opens while its organisation is open."""
    if from_on < opens_on:
        return [f"The organisation opens on {day(opens_on)}. Open the unit on that day or later."]
    if closes_on is not None and from_on >= closes_on:
        return [f"The organisation closed on {day(closes_on)}."]
    return []


def objections_to_tie(name: str, *, closes_on: date | None, until_on: date | None) -> list[str]:
    """A tie to an organisation ends before the organisation closes."""
    if closes_on is None or (until_on is not None and until_on <= closes_on):
        return []
    return [f"{name} closes on {day(closes_on)}. Choose an organisation that stays open."]


def objections_to_oversee(
    force_kind: str, body_kind: str, *, from_on: date | None, until_on: date | None,
    clashing: Collection[str],
) -> list[str]:  # fmt: skip
    """A force has one local policing body at a time (Police Act 1996 s.55)."""
    objections = objections_to_span(from_on, until_on)
    if force_kind != FORCE:
        objections.append("Only a police force has a local policing body.")
    if body_kind not in POLICING_BODIES:
        objections += at("body", "Choose a local policing body or a combined authority.")
    if clashing:
        objections.append(
            f"{', '.join(clashing)} oversees this force at that time. End that oversight first."
        )
    return objections


def objections_to_join(kind: str, *, clashing: Collection[str]) -> list[str]:
    """A force or ROCU is in one region at a time."""
    objections = []
    if kind not in IN_REGIONS:
        objections.append("Only a police force or a ROCU can join a region.")
    if clashing:
        objections.append(
            f"The organisation is in {', '.join(clashing)} at that time. Record that it left first."
        )
    return objections


def day(when: date) -> str:
    """Return a date as pages show it."""
    return f"{when.day} {when:%B %Y}"
