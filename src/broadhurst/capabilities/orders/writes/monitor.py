"""Let the unit that monitors an order see it, and end that when another unit takes over."""

from broadhurst.capabilities.orders.models import Order
from broadhurst.foundation.access.grants import Sight, end, give
from broadhurst.foundation.access.models import Grant
from broadhurst.foundation.agencies.models import Unit


def sight_of(unit: Unit) -> Sight:
    return Sight(unit, Grant.Level.WORK, Grant.Why.MONITOR)


def move_sight(order: Order, was: Unit | None, to: Unit) -> None:
    """Let the new unit in first: an actor who sees no dossier could not change it."""
    if was is not None and was.pk == to.pk:
        return
    give(order.dossier, sight_of(to))
    if was is not None:
        end(order.dossier, was, Grant.Why.MONITOR)
