"""The tasks that orders give to monitors and leads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.rules import WARN_BEFORE
from broadhurst.capabilities.register.models import ActingLead, Lead, Ocg
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.prepared_query import prepared_query
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day, in_sentence
from broadhurst.foundation.notices.waiting import TaskSource, Waiting

SOON = timedelta(days=7)  # a check is a task from a week before it is due
MAY_MONITOR = f"""
EXISTS (
    SELECT FROM orders_order
    WHERE stage = 'in_force' AND monitor_unit_id = %(unit)s
      AND (next_check_on <= %(today)s::date + 7 OR until_on <= %(today)s::date + {WARN_BEFORE})
)
"""
MAY_LEAD = f"""
EXISTS (
    SELECT FROM led l
    JOIN orders_order o ON o.ocg_id = l.ocg_id
    WHERE l.role = 'lro'
      AND o.stage <> 'withdrawn'
      AND ((o.stage = 'in_force' AND o.monitor_unit_id IS NULL
            AND (o.next_check_on <= %(today)s::date + 7
                 OR o.until_on <= %(today)s::date + {WARN_BEFORE}))
           OR EXISTS (
               SELECT FROM orders_entry e
               WHERE e.order_id = o.id AND e.kind = 'breach' AND e.withdrawn_at IS NULL
                 AND e.outcome = ''
           ))
)
"""  # noqa: S608 - a number of days


MAY_NEED_ATTENTION = f"""
EXISTS (
    SELECT FROM orders_order o
    WHERE o.ocg_id = %(ocg)s AND o.stage <> 'withdrawn'
      AND (o.stage = 'in_force' AND (o.next_check_on <= %(today)s::date + 7
                                     OR o.until_on <= %(today)s::date + {WARN_BEFORE})
           OR EXISTS (
               SELECT FROM orders_entry e
               WHERE e.order_id = o.id AND e.kind = 'breach' AND e.withdrawn_at IS NULL
                 AND e.outcome = ''
           ))
)
"""  # noqa: S608 - a number of days


def _monitored(actor: Actor) -> Iterator[Waiting]:
    for order in _monitored_by(actor.unit.pk):
        is_mine = order.monitor_id == actor.officer.pk
        for task in _due_on(order):
            yield replace(task, for_unit=not is_mine)


@prepared_query
def _monitored_by(unit: int) -> QuerySet[Order]:
    rows = Order.objects.filter(monitor_unit=unit, stage=Order.Stage.IN_FORCE)
    return rows.order_by("next_check_on", "pk")[:200]


@prepared_query
def _in_force_on(ocg: int) -> QuerySet[Order]:
    rows = Order.objects.filter(ocg=ocg, stage=Order.Stage.IN_FORCE)
    return rows.select_related("monitor_unit").order_by("next_check_on", "pk")[:50]


@prepared_query
def _breaches_on(ocg: int) -> QuerySet[Entry]:
    return _without_outcome().filter(order__ocg=ocg)[:50]


@prepared_query
def _unmonitored(officer: int) -> QuerySet[Order]:
    """Select the orders in force that nobody monitors, of the OCGs of an LRO."""
    led = ActingLead.objects.filter(officer=officer, role=Lead.Role.LRO)
    rows = Order.objects.filter(ocg__in=led.values("ocg"), stage=Order.Stage.IN_FORCE)
    return rows.filter(monitor_unit=None).order_by("next_check_on", "pk")[:50]


@prepared_query
def _breaches_for(officer: int) -> QuerySet[Entry]:
    led = ActingLead.objects.filter(officer=officer, role=Lead.Role.LRO)
    return _without_outcome().filter(order__ocg__in=led.values("ocg"))[:50]


def _led(actor: Actor) -> Iterator[Waiting]:
    """Give the LRO the orders that nobody monitors, and the breaches without an outcome."""
    for order in _unmonitored(actor.officer.pk):
        yield from _due_on(order)
    for entry in _breaches_for(actor.officer.pk):
        yield _outcome_task(entry)


def attention_on(ocg: Ocg, actor: Actor, parts: Sequence[str], by: str) -> Iterator[Waiting]:
    """Return what is due on the orders of an OCG, with who can do it.

    `parts` are the actor's roles on the OCG, and `by` names who has one.
    """
    for order in _in_force_on(ocg.pk):
        monitors = order.monitor_unit_id == actor.unit.pk
        who = order.monitor_unit.name if order.monitor_unit else by
        for task in _due_on(order):
            yield task.offered(bool(parts) or monitors, who)
    for entry in _breaches_on(ocg.pk):
        yield _outcome_task(entry).offered(bool(parts), by)


def _without_outcome() -> QuerySet[Entry]:
    """Return the breaches whose outcome is not recorded, the oldest first."""
    rows = Entry.objects.filter(kind=Entry.Kind.BREACH, withdrawn_at=None, outcome="")
    rows = rows.exclude(order__stage=Order.Stage.WITHDRAWN)
    return rows.select_related("order").order_by("on", "pk")


def _outcome_task(entry: Entry) -> Waiting:
    href = record_address("orders:close_breach", entry.ref)
    about = f"of the {in_sentence(entry.order.what)}, on {day(entry.on)}"
    label = "Record the outcome of a breach"
    return Waiting(label, about, href, None, "orders", entry.order.ref)


def _due_on(order: Order) -> Iterator[Waiting]:
    """Return what is due on an order. It names no person, because others may see the screen."""
    about = f"the {in_sentence(order.what)} made at {order.court} on {day(order.made_on)}"
    today = clock.today()
    is_ending = order.until_on is not None and order.until_on <= today + timedelta(WARN_BEFORE)
    if is_ending:
        has_ended = order.until_on is not None and order.until_on < today
        label = "Record the end of" if has_ended else "Decide what comes after"
        yield _task(label, about, "end_order" if has_ended else "order", order, order.until_on)
    if order.next_check_on <= today + SOON:
        yield _task("Check", about, "record_check", order, order.next_check_on)


def _task(label: str, about: str, name: str, order: Order, due: date | None) -> Waiting:
    href = reverse(f"orders:{name}", args=[order.ref])
    return Waiting(label, about, href, due, "orders", order.ref)


SOURCES = (
    TaskSource(MAY_MONITOR, _monitored, lambda actor: [_monitored_by.ask(actor.unit.pk)]),
    TaskSource(
        MAY_LEAD,
        _led,
        lambda actor: [_unmonitored.ask(actor.officer.pk), _breaches_for.ask(actor.officer.pk)],
    ),
)
