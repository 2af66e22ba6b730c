"""The orders on the people page of an OCG."""

from typing import Any

from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.orders.queries.orders import orders
from broadhurst.capabilities.register.models import Ocg


def on_ocg(ocg: Ocg) -> dict[str, Any]:
    """Return the orders against an OCG's people, those in force first."""
    rows = orders().filter(ocg=ocg).exclude(stage=Order.Stage.WITHDRAWN)
    in_force = Order.Stage.IN_FORCE
    return {"orders": sorted(rows, key=lambda order: (order.stage != in_force, order.person_name))}
