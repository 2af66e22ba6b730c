"""Rules on the days that the timeline of an OCG shows. Pure."""

from datetime import date

from broadhurst.foundation.workflow import at


def objections_to_days(since: date | None, until: date | None) -> list[str]:
    """The last day is on or after the first day."""
    if since and until and until < since:
        return at("until", "Enter a last day on or after the first day.")
    return []


def objections_to_day(on: date | None, *, today: date) -> list[str]:
    """Nobody knows what an OCG will be on a later day."""
    return at("on", "Enter today or a day in the past.") if on and on > today else []
