"""Who records the published outcomes of an operation, and what a snapshot must be. Pure."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

RECORDERS = ("coordinator", "inspectorate_liaison")
# The stage that a measure is counted at unless another is asked for: seized is not forfeited.
USUAL_STAGE = {"arrests": "arrested", "charges": "charged", "convictions": "convicted"}


def usual_stage(measure: str) -> str:
    """The stage at which a measure is first counted."""
    return USUAL_STAGE.get(measure, "seized")


def objections_to_record(roles: Collection[str]) -> list[str]:
    """Operations and their outcomes are recorded by those who answer for what is published."""
    if set(roles) & set(RECORDERS):
        return []
    return ["Only an OCG coordinator or an inspectorate liaison officer can do this."]


def objections_to_open(roles: Collection[str], *, name: str, is_known: bool) -> list[str]:
    """An operation has one name and is opened once."""
    objections = objections_to_record(roles)
    if is_known:
        objections.append(f"“{name}” is already open.")
    return objections


def objections_to_outcome(
    roles: Collection[str],
    *,
    value: int,
    unit: str,
    as_of: date,
    series: Iterable[Any],
    today: date,
) -> list[str]:
    """A snapshot is of a day that has been, in the unit of the snapshots before it.

    `series` are the snapshots of the same measure, stage and area. A later figure may be smaller:
    figures are corrected between releases.
    """
    objections = objections_to_record(roles)
    earlier = list(series)
    units = {one.unit for one in earlier} - {unit}
    if as_of > today:
        objections.append("The as-of date is in the future.")
    if value < 0:
        objections.append("A cumulative figure is not below zero.")
    if units:
        objections.append(f"This measure is kept in {' and '.join(sorted(units))}.")
    if any(one.as_of == as_of for one in earlier):
        objections.append(f"There is already a figure for {as_of:%-d %B %Y}.")
    return objections


def objections_to_missing(keys: Iterable[str]) -> list[str]:
    """The bodies and regions that took part are known before an operation is loaded."""
    missing = ", ".join(sorted(keys))
    return [f"Load the organisations and regions first. Not known: {missing}."] if missing else []
