"""The deadline for the chief officer's comments: before the date given (s.55(4))."""

from datetime import date

from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.workflow import at


def objections_to_invite(*, due_on: date, today: date, last_day: date | None) -> list[str]:
    """Say why comments cannot be due before this date (s.55(4)).

    The date must be in the future, and no later than the last day to publish.
    """
    objections = []
    if due_on <= today:
        objections.append("Comments are due before this date, so choose tomorrow or later.")
    if last_day is not None and today <= last_day < due_on:
        objections.append(
            f"The response must be published by {day(last_day)}. Choose that day or earlier."
        )
    return objections


def objections_to_units(*, has_commenter: bool, force: str) -> list[str]:
    """Say why these units cannot be invited: nobody in them can comment for the chief officer."""
    if has_commenter:
        return []
    return at(
        "units",
        "These units have nobody who can comment. Select a unit that has the chief officer or an "
        f"inspectorate liaison officer of {force}.",
    )


def objections_to_comment(comments_due_on: date | None, today: date) -> list[str]:
    """Say why the chief officer can no longer comment: the deadline has passed (s.55(4))."""
    if comments_due_on is None or today < comments_due_on:
        return []
    return [
        f"Comments were due before {day(comments_due_on)}. Ask the policing body to invite "
        "comments again with a later date."
    ]
