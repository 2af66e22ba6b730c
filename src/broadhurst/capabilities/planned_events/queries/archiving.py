"""Events that keep an OCG from being archived."""

from broadhurst.capabilities.deconfliction.matching.event_store import to_come_on
from broadhurst.capabilities.planned_events.queries.events import events_of
from broadhurst.capabilities.planned_events.rules.archiving import objections_to_archive_with_events
from broadhurst.capabilities.register.models import Ocg


def still_open(ocg: Ocg) -> list[str]:
    """Return an objection for each event to come on an OCG, of any unit.

    Only their own unit reads their names.
    """
    names = {event.pk: str(event) for event in events_of(ocg)}
    described = [
        (names.get(event.pk, ""), event.unit.name, event.state) for event in to_come_on(ocg.ref)
    ]
    return objections_to_archive_with_events(described)
