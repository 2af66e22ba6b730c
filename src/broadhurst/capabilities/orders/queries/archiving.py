"""Orders that nobody monitors keep an OCG from being archived (rule 11)."""

from broadhurst.capabilities.orders.queries.orders import open_orders
from broadhurst.capabilities.register.models import Ocg


def still_open(ocg: Ocg) -> list[str]:
    """Return a sentence for each order in force that no unit monitors, with the way forward."""
    return [
        f"{order.what} {order.ref} against {order.person_name} is in force and no unit monitors "
        "it. Name the unit that monitors it, or record its end first."
        for order in open_orders(ocg).filter(monitor_unit=None)
    ]
