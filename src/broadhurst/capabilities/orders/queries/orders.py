"""Orders, their history, and the actor's roles on them."""

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.rules import (
    CAN_BE_WITHDRAWN,
    ON_AN_ENTRY,
    WORKFLOW,
    roles_on,
    verbs_open,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.locks import lock, take
from broadhurst.foundation.agencies.models import Officer, Posting, Unit, in_force_on

VERBS = {
    "record_check": "Record a check",
    "record_breach": "Record a breach",
    "vary_order": "Record a variation",
    "name_monitor": "Name who monitors it",
    "end_order": "End this order",
    "correct_order": "Correct this order",
    "withdraw_order": "Withdraw this order",
}


def orders() -> QuerySet[Order]:
    """Return the orders that the actor may see, with their units and officers.

    Do not join the OCG: the monitoring unit cannot see its row, so the join would hide the order.
    """
    return Order.objects.select_related("monitor_unit__agency", "monitor", "recorded_by")


def open_orders(*ocgs: Ocg) -> QuerySet[Order]:
    """Return the orders of OCGs that are in force, or whose end is not recorded."""
    return orders().filter(ocg__in=ocgs, stage=Order.Stage.IN_FORCE)


def locked(order: Order) -> Order:
    """Lock an order and return it. The OCG is locked first, if the actor may see it."""
    take(Ocg, order.ocg_id)
    return lock(orders(), order)


def entries(order: Order | None = None) -> QuerySet[Entry]:
    """Return the history of orders, or of one, the latest first."""
    rows = Entry.objects.select_related("recorded_by", "withdrawn_by", "order")
    return rows if order is None else rows.filter(order=order)


def entry_now(entry: Entry) -> Entry:
    """Return an entry again, once its order is locked."""
    return entries().get(pk=entry.pk)


def ocg_of(order: Order) -> Ocg | None:
    """Return the OCG of an order, or None if the actor cannot see it."""
    return Ocg.objects.filter(pk=order.ocg_id).first()


def parts_of(order: Order, actor: Actor) -> list[str]:
    """Return an actor's roles on an order. They outlast the archiving of its OCG."""
    ocg = ocg_of(order)
    return roles_on(actor, order, current_leadership(ocg).parts_of(actor) if ocg else ())


def concerned(order: Order) -> list[Unit | Officer]:
    """Return the recipients of an order's events: its monitor, and the leads the actor sees."""
    ocg = ocg_of(order)
    leads = current_leadership(ocg).officers() if ocg else []
    monitors: list[Unit | Officer | None] = [order.monitor_unit, order.monitor]
    return [*leads, *(monitor for monitor in monitors if monitor is not None)]


def same_order(order: Order) -> str:
    """Return the reference of another order of the same kind, person and day, or nothing."""
    same = Order.objects.exclude(stage=Order.Stage.WITHDRAWN).filter(
        ocg=order.ocg_id, person=order.person_id, kind=order.kind,
        other_kind=order.other_kind, made_on=order.made_on,
    ).exclude(pk=order.pk)  # fmt: skip
    return same.values_list("ref", flat=True).first() or ""


def is_posted(officer: Officer | None, unit: Unit | None) -> bool:
    """Return whether an officer is posted to a unit today."""
    posted = Posting.objects.filter(in_force_on(clock.today()), officer=officer, unit=unit)
    return officer is not None and unit is not None and posted.exists()


def verbs_on(order: Order, parts: list[str]) -> list[dict[str, str]]:
    """Return links to the commands open to an actor with these roles."""
    return [
        {"text": VERBS[verb], "href": reverse(f"orders:{verb}", args=[order.ref])}
        for verb in verbs_open(order, parts)
    ]


def verbs_on_entry(entry: Entry, order: Order, parts: list[str]) -> list[dict[str, str]]:
    """Return links to the commands on one entry of an order's history."""
    open_now = set(WORKFLOW.open_to(order.stage, parts)) & set(ON_AN_ENTRY)
    if entry.withdrawn_at is not None:
        return []
    links = []
    if "close_breach" in open_now and entry.kind == "breach" and not entry.outcome:
        links.append(("Record the outcome", "close_breach"))
    if "withdraw_entry" in open_now and entry.kind in CAN_BE_WITHDRAWN:
        links.append(("Withdraw this entry", "withdraw_entry"))
    return [
        {"text": text, "href": reverse(f"orders:{name}", args=[entry.ref])} for text, name in links
    ]
