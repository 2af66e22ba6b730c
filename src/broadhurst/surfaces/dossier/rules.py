"""Rules on the day that the page of an OCG shows. Pure."""

from datetime import date

from broadhurst.foundation.workflow import at


def objections_to_day(on: date | None, *, today: date) -> list[str]:
    """Nobody knows what an OCG will be on a later day."""
    return at("on", "Enter today or a day in the past.") if on and on > today else []
