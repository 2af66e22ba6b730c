"""Rules on recording the published outcomes of an operation. Pure."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from broadhurst.foundation.workflow import at

RECORDERS = ("coordinator", "inspectorate_liaison")
# The stage at which a measure is counted by default. Seized is not forfeited.
USUAL_STAGE = {"arrests": "arrested", "charges": "charged", "convictions": "convicted"}


def usual_stage(measure: str) -> str:
    """Return the stage at which a measure is counted by default."""
    return USUAL_STAGE.get(measure, "seized")


def objections_to_record(roles: Collection[str]) -> list[str]:
    """Only coordinators and inspectorate liaison officers record operations.

    They are responsible for the published figures.
    """
    if set(roles) & set(RECORDERS):
        return []
    return ["Only an OCG coordinator or an inspectorate liaison officer can do this."]


def objections_to_open(roles: Collection[str], *, name: str, is_known: bool) -> list[str]:
    """An operation's name is used once."""
    objections = objections_to_record(roles)
    if is_known:
        objections += at("name", f"“{name}” is already open.")
    return objections


def objections_to_add(*, is_withdrawn: bool) -> list[str]:
    """A withdrawn operation gets no more figures."""
    return ["This operation was withdrawn."] if is_withdrawn else []


def objections_to_change(noun: str, *, is_withdrawn: bool) -> list[str]:
    """A record in error is corrected or withdrawn once."""
    return [f"This {noun} was withdrawn, so it cannot be changed."] if is_withdrawn else []


def objections_to_correct(
    roles: Collection[str], noun: str, *, is_withdrawn: bool, because: str, is_changed: bool = True
) -> list[str]:
    """A correction or a withdrawal has a reason."""
    objections = objections_to_record(roles) + objections_to_change(noun, is_withdrawn=is_withdrawn)
    if not because.strip():
        objections += at("because", "Enter why the record is wrong.")
    if not is_changed:
        objections.append("You have not changed anything. Change what is wrong, or go back.")
    return objections


def objections_to_withdraw_operation(*, figures: int) -> list[str]:
    """An operation with published figures exists."""
    if not figures:
        return []
    noun = "its figure" if figures == 1 else f"its {figures} figures"
    return [f"Withdraw {noun} first."]


def objections_to_outcome(
    roles: Collection[str],
    *,
    value: int,
    unit: str,
    as_of: date,
    series: Iterable[Any],
    today: date,
) -> list[str]:
    """Refuse a snapshot with a future date, or with another unit than before.

    `series` holds the snapshots of the same measure, stage and area. A later figure may be smaller,
    because publishers correct figures between releases.
    """
    objections = objections_to_record(roles)
    earlier = list(series)
    units = {snapshot.unit for snapshot in earlier} - {unit}
    if as_of > today:
        objections += at("as_of", "The as-of date is in the future.")
    if value < 0:
        objections += at("value", "Enter a running total of 0 or more.")
    if units:
        objections += at(
            "unit", f"Choose the unit of the earlier figures: {' and '.join(sorted(units))}."
        )
    if any(snapshot.as_of == as_of for snapshot in earlier):
        objections += at("as_of", f"There is already a figure for {as_of:%-d %B %Y}.")
    return objections


def objections_to_missing(keys: Iterable[str]) -> list[str]:
    """Organisations and regions must be loaded before an operation that names them."""
    missing = ", ".join(sorted(keys))
    return [f"Load the organisations and regions first. Not known: {missing}."] if missing else []
