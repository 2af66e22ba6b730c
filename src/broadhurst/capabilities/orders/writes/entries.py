"""Add an entry to the history of an order, for the commands on it."""

from datetime import date
from typing import Any

from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.references import new_reference


def add_entry(actor: Actor, order: Order, kind: str, on: date, text: str, **more: Any) -> Entry:
    """Add what happened to an order on a day, with the notes or the reason."""
    return Entry.objects.create(
        dossier=order.dossier,
        ref=new_reference("ORE"),
        order=order,
        kind=kind,
        on=on,
        text=text,
        recorded_by=actor.officer,
        recorded_at=clock.now(),
        **more,
    )
