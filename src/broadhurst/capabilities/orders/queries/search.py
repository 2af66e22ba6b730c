"""How search finds orders, and what it shows of them."""

from collections.abc import Iterator, Sequence

from broadhurst.capabilities.orders.queries.orders import orders
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _orders(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for order in orders().filter(pk__in=ids):
        context = f"{order.get_stage_display()}. Made at {order.court} on {day(order.made_on)}."
        href = record_address("orders:order", order.ref)
        yield Found(order.pk, f"{order.what}: {order.person_name}", order.ref, context, href)


ORDERS = Kind("order", "Court orders", _orders)
