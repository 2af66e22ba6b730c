"""Say which forms about a court order somebody may open, for `for_record`."""

from collections.abc import Callable

from broadhurst.capabilities.orders import rules
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.orders import parts_of
from broadhurst.foundation.access.actor import Actor


def to_move(verb: str) -> Callable[[Actor, Order], list[str]]:
    """Return the rule of a form on an order itself."""

    def objections(actor: Actor, order: Order) -> list[str]:
        return rules.WORKFLOW.objections(verb, order.stage, parts_of(order, actor))

    return objections


def to_close_breach(actor: Actor, entry: Entry) -> list[str]:
    """The rule of the form that records the outcome of a breach."""
    parts = parts_of(entry.order, actor)
    return rules.objections_to_close_breach(entry.order, parts, entry=entry)


def to_withdraw_entry(actor: Actor, entry: Entry) -> list[str]:
    """The rule of the form that withdraws an entry."""
    parts = parts_of(entry.order, actor)
    return rules.objections_to_withdraw_entry(entry.order, parts, entry=entry, because="")
