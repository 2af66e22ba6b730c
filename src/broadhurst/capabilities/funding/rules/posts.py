"""Rules for funded posts. Pure: they return the objections as sentences."""

from datetime import date

from broadhurst.foundation.workflow import at


def objections_to_open(is_open: bool) -> list[str]:
    """Say why a post cannot be changed: it was closed."""
    return [] if is_open else ["This post is closed. Open a new one."]


def objections_to_fill(filled_on: date | None, on: date, today: date) -> list[str]:
    """Say why a post cannot be filled from a day."""
    if objections := objections_to_filled(filled_on):
        return objections
    return at("filled_on", "Enter today or an earlier day.") if on > today else []


def objections_to_filled(filled_on: date | None) -> list[str]:
    """Say why a post cannot be filled: somebody is in it."""
    return ["This post is filled. Record first that it is vacant."] if filled_on else []


def objections_to_vacant(filled_on: date | None) -> list[str]:
    """Say why a post cannot become vacant: nobody is in it."""
    return [] if filled_on else ["This post is vacant already."]


def objections_to_vacate(filled_on: date | None, on: date, today: date) -> list[str]:
    """Say why a post cannot become vacant on a day."""
    if filled_on is None:
        return objections_to_vacant(filled_on)
    if on > today:
        return at("vacant_from", "Enter today or an earlier day.")
    if on < filled_on:
        return at("vacant_from", "Enter the day that the post was filled, or a later one.")
    return []


def objections_to_close(opened_on: date, on: date, today: date) -> list[str]:
    """Say why a post cannot close on a day."""
    if on > today:
        return at("closed_on", "Enter today or an earlier day.")
    if on < opened_on:
        return at("closed_on", "Enter the day that the post opened, or a later one.")
    return []


def objections_to_opening(opened_on: date, tenure_ends: date | None, today: date) -> list[str]:
    """Say why a post cannot have these days."""
    objections = []
    if opened_on > today:
        objections += at("opened_on", "Enter today or an earlier day.")
    if tenure_ends is not None and tenure_ends < opened_on:
        objections += at("tenure_ends", "Enter a day on or after the day that the post opens.")
    return objections


def objections_to_line(line_recipient: int, post_recipient: int) -> list[str]:
    """Say why a post cannot rest on a line: it belongs to another organisation."""
    if line_recipient == post_recipient:
        return []
    return at("line", "Choose a line of the organisation that has the post.")
