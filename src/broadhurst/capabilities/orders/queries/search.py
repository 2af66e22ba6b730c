"""How search finds orders, and what it shows of them."""

from collections.abc import Iterator, Sequence

from django.urls import reverse

from broadhurst.capabilities.orders.queries.orders import orders
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.search.found import Found, Kind


def _orders(_actor: Actor, ids: Sequence[int]) -> Iterator[Found]:
    for one in orders().filter(pk__in=ids):
        context = f"{one.get_stage_display()}. Made at {one.court} on {day(one.made_on)}."
        href = reverse("orders:order", args=[one.ref])
        yield Found(one.pk, f"{one.what}: {one.person_name}", one.ref, context, href)


ORDERS = Kind("order", "Court orders", _orders)
