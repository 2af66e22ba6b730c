"""Rules on opening, changing and closing a district. Pure."""

from collections.abc import Collection
from datetime import date

from broadhurst.capabilities.establishment.rules.organisations import (
    FORCE,
    day,
    objections_to_close,
)
from broadhurst.foundation.workflow import at

COUNCILS = ("council", "combined_authority")


def objections_to_open_district(
    force_kind: str, *, closes_on: date | None, today: date
) -> list[str]:
    """Only an open police force has districts."""
    if force_kind != FORCE:
        return ["Only a police force has districts."]
    if closes_on is not None and closes_on <= today:
        return [f"The organisation closed on {day(closes_on)}."]
    return []


def objections_to_district(name: str, *, taken: bool, council_kind: str) -> list[str]:
    """A district's name is unique in its force, and its council is a council."""
    objections = []
    if taken:
        objections += at("name", f"This force has a district called {name}. Enter another name.")
    if council_kind and council_kind not in COUNCILS:
        objections += at("council", "Choose a council or a combined authority.")
    return objections


def objections_to_edit_district(ended_on: date | None, today: date) -> list[str]:
    """A closed district cannot be edited."""
    if ended_on is not None and ended_on <= today:
        return [f"This district ended on {day(ended_on)}, so you cannot edit it."]
    return []


def objections_to_close_district(
    *, until_on: date, ended_on: date | None, holds: Collection[str], today: date
) -> list[str]:
    """A district closes today or later, after its units moved or closed."""
    objections = objections_to_close(
        "district", from_on=None, until_on=until_on, ended_on=ended_on, holds=holds
    )
    if ended_on is None and until_on < today:
        objections += at(
            "until_on", "Enter today or a later day. A district cannot close in the past."
        )
    return objections


def objections_to_place(name: str, *, ended_on: date | None, today: date) -> list[str]:
    """A unit works in an open district."""
    if ended_on is not None and ended_on <= today:
        return [f"The district {name} closed on {day(ended_on)}. Choose another district."]
    return []
