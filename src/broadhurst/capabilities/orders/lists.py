"""The list of court orders, for the page, the API and the terminal."""

from datetime import timedelta

from django.db.models import Q

from broadhurst.capabilities.orders.models import Order
from broadhurst.capabilities.orders.queries.orders import orders
from broadhurst.capabilities.register.queries.leadership import works_on_ocgs
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Column,
    Filter,
    List,
    Tab,
    everything,
)

IN_FORCE = Q(stage=Order.Stage.IN_FORCE)
SOON = timedelta(days=90)


def _person(order: Order) -> Cell:
    return Link(order.person_name, record_address("orders:order", order.ref))


def _monitor(order: Order) -> Cell:
    if order.monitor_unit is None:
        return Tag("Nobody named", "orange")
    officer = Muted(order.monitor.name) if order.monitor else None
    return (order.monitor_unit.name, officer)


def _next_check(order: Order) -> Cell:
    return Due(order.next_check_on) if order.stage == Order.Stage.IN_FORCE else None


def _of_unit(actor: Actor) -> Q:
    return IN_FORCE & Q(monitor_unit=actor.unit)


def _due(_actor: Actor) -> Q:
    return IN_FORCE & Q(next_check_on__lte=clock.today() + timedelta(days=7))


def _ending(_actor: Actor) -> Q:
    return IN_FORCE & Q(until_on__lte=clock.today() + SOON)


ORDERS = List(
    key="orders",
    label="Court orders",
    noun="order",
    page="orders:orders",
    rows=lambda _actor: orders(),
    columns=(
        Column("person", "Person", _person, sort="person_name", fixed=True),
        Column("ref", "Reference", lambda order: Reference(order.ref), sort="ref", fixed=True),
        Column("kind", "Order", lambda order: order.what, sort="kind"),
        Column("court", "Court", lambda order: order.court, sort="court", shown=False),
        Column("made", "Made", lambda order: order.made_on, sort="made_on", shown=False),
        Column("until", "In force until", lambda order: order.until_on, sort="until_on"),
        Column("monitor", "Monitored by", _monitor, sort="monitor_unit__name"),
        Column("next_check", "Next check", _next_check, sort="next_check_on"),
        Column("stage", "Status", lambda order: order.get_stage_display(), sort="stage"),
    ),
    sort="next_check",
    nothing=(
        "No orders yet",
        "Orders against people of OCGs that you can see appear here, and those that your unit "
        "monitors.",
    ),
    opens_on="in_force",
    tabs=(
        Tab("unit", "Monitored by my unit", _of_unit),
        Tab("due", "Check due this week", _due),
        Tab("ending", "Ending within 90 days", _ending),
        Tab("nobody", "Nobody monitors", lambda _actor: IN_FORCE & Q(monitor_unit=None)),
        Tab("in_force", "In force", lambda _actor: IN_FORCE),
        Tab("all", "All", everything),
    ),
    bulk=(BulkAction("Name who monitors them", "orders:name_monitors", works_on_ocgs),),
    filters=(
        Filter(
            "kind",
            "Kind of order",
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: Order.Kind.choices,
        ),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Order.Stage.choices,
        ),
    ),
)
