"""Pages of court orders: the list, one order, and one page for each command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.orders.commands.close_breach import CloseBreachForm, close_breach
from broadhurst.capabilities.orders.commands.correct_order import CorrectOrderForm, correct_order
from broadhurst.capabilities.orders.commands.end_order import EndOrderForm, end_order
from broadhurst.capabilities.orders.commands.name_monitor import NameMonitorForm, name_monitor
from broadhurst.capabilities.orders.commands.record_breach import RecordBreachForm, record_breach
from broadhurst.capabilities.orders.commands.record_check import RecordCheckForm, record_check
from broadhurst.capabilities.orders.commands.record_order import RecordOrderForm, record_order
from broadhurst.capabilities.orders.commands.vary_order import VaryOrderForm, vary_order
from broadhurst.capabilities.orders.commands.withdraw_entry import (
    WithdrawEntryForm,
    withdraw_entry,
)
from broadhurst.capabilities.orders.commands.withdraw_order import (
    WithdrawOrderForm,
    withdraw_order,
)
from broadhurst.capabilities.orders.lists import ORDERS
from broadhurst.capabilities.orders.queries.orders import (
    entries,
    ocg_of,
    orders,
    parts_of,
    verbs_on,
    verbs_on_entry,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.bulk_page import ask_for_each
from broadhurst.foundation.lists.page import show


def orders_page(request: ActingRequest) -> HttpResponseBase:
    return show(request, ORDERS, "orders/orders.html")


def name_monitors_page(request: ActingRequest) -> HttpResponse:
    """Name the unit and the officer who monitor each of the chosen orders."""
    return ask_for_each(
        request,
        NameMonitorForm,
        name_monitor,
        each_form=NameMonitorForm,
        rows=orders(),
        subject="order",
        title="Name who monitors orders",
        noun="order",
        submit="Name who monitors them",
        back=reverse("orders:orders"),
    )


def order_page(request: ActingRequest, ref: str) -> HttpResponse:
    order = web.find(request, orders(), ref=ref)
    parts = parts_of(order, request.actor)
    history = [(entry, verbs_on_entry(entry, order, parts)) for entry in entries(order)]
    context = {
        "order": order,
        "ocg": ocg_of(order),
        "verbs": verbs_on(order, parts),
        "history": history,
    }
    return render(request, "orders/order.html", context)


def record_order_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        RecordOrderForm,
        record_order,
        ocg=ocg,
        title="Record a court order",
        submit="Record order",
        go_to=lambda order: reverse("orders:order", args=[order.ref]),
        done="The order is recorded.",
        initial={"person": request.GET.get("person", "")},
        context={"back": reverse("dossier:ocg_people", args=[ref])},
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    order = web.find(request, orders(), ref=ref)
    context = {"above": "orders/_order.html"}
    return {"order": order, "go_to": reverse("orders:order", args=[ref]), "context": context}


def _about_entry(request: ActingRequest, ref: str) -> dict[str, Any]:
    entry = web.find(request, entries(), ref=ref)
    go_to = reverse("orders:order", args=[entry.order.ref])
    return {"entry": entry, "go_to": go_to, "context": {"above": "orders/_entry.html"}}


record_check_page = web.verb(
    RecordCheckForm,
    record_check,
    _about,
    "Record a check",
    "Record check",
    "The check is recorded.",
)
record_breach_page = web.verb(
    RecordBreachForm,
    record_breach,
    _about,
    "Record a breach",
    "Record breach",
    "The breach is recorded. The LRO is asked for its outcome.",
)
vary_order_page = web.verb(
    VaryOrderForm,
    vary_order,
    _about,
    "Record a variation",
    "Record variation",
    "The variation is recorded.",
)
end_order_page = web.verb(
    EndOrderForm, end_order, _about, "End this order", "End order", "The order has ended."
)
name_monitor_page = web.verb(
    NameMonitorForm,
    name_monitor,
    _about,
    "Name who monitors this order",
    "Save monitor",
    "The new unit now monitors the order.",
)
correct_order_page = web.verb(
    CorrectOrderForm,
    correct_order,
    _about,
    "Correct this order",
    "Save correction",
    "The order is corrected.",
)
withdraw_order_page = web.verb(
    WithdrawOrderForm,
    withdraw_order,
    _about,
    "Withdraw this order",
    "Withdraw order",
    "The order is withdrawn.",
    intro="Withdraw an order that was recorded in error. If a court ended it, record its end.",
)
close_breach_page = web.verb(
    CloseBreachForm,
    close_breach,
    _about_entry,
    "Record the outcome of this breach",
    "Record outcome",
    "The outcome is recorded.",
)
withdraw_entry_page = web.verb(
    WithdrawEntryForm,
    withdraw_entry,
    _about_entry,
    "Withdraw this entry",
    "Withdraw entry",
    "The entry is withdrawn.",
)
