"""Put items on an agenda, and keep their places. Not commands: those that change it call these."""

from typing import Any

from broadhurst.capabilities.meetings.models import Agenda, Item
from broadhurst.capabilities.meetings.queries.gathering import carried_to, not_yet_on
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.references import new_reference


def last_place(agenda: Agenda) -> int:
    """Return the last place of an agenda that is taken, or 0."""
    places = agenda.items.filter(removed_at=None).order_by("-place").values_list("place", flat=True)
    return places.first() or 0


def put(actor: Actor, agenda: Agenda, place: int, kind: str, **details: Any) -> Item:
    """Add an item at a place."""
    return Item.objects.create(
        dossier=agenda.dossier, ref=new_reference("ITM"), agenda=agenda, place=place, kind=kind,
        added_by=actor.officer, **details,
    )  # fmt: skip


def add_waiting(actor: Actor, agenda: Agenda) -> int:
    """Add the records that wait for the board, and carried items. Return how many are new."""
    place = last_place(agenda)
    records, carried = not_yet_on(agenda, agenda.meeting), carried_to(agenda.meeting)
    for row in records:
        place += 1
        put(
            actor, agenda, place, row.kind, subject=row.subject, bid=row.bid, ocg=row.ocg,
            action=row.action,
        )  # fmt: skip
    for item in carried:
        place += 1
        put(
            actor, agenda, place, Item.Kind.OTHER, title=item.title, papers=item.papers,
            carried_from=item,
        )  # fmt: skip
    return len(records) + len(carried)


def reorder(order: list[Item]) -> None:
    """Give items the places that they have, in a new order. Items not seen keep theirs."""
    for place, item in zip(sorted(item.place for item in order), order, strict=True):
        if item.place != place:
            item.place = place
            item.save(update_fields=["place"])
