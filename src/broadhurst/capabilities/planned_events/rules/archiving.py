"""Rule on archiving an OCG that has events to come. Pure."""

from collections.abc import Iterable


def objections_to_archive_with_events(events: Iterable[tuple[str, str, str]]) -> list[str]:
    """An OCG with a planned or live event cannot be archived.

    Each event is given as its name, its unit's name and its state. The name is empty if the reader
    may not see it.
    """
    return [
        f"Event {name} is {state} on this OCG. Cancel or finish it first."
        if name
        else f"{unit} has an event on this OCG. Ask them to cancel or finish it first."
        for name, unit, state in events
    ]
