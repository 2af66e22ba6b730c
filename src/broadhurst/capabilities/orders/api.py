"""The JSON API of court orders."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.orders.lists import ORDERS
from broadhurst.capabilities.orders.models import Entry, Order
from broadhurst.capabilities.orders.queries.orders import entries, orders
from broadhurst.capabilities.orders.schemas import OrderEntryOut, OrderOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["orders"])


@router.get("/orders", **lists.listing(ORDERS, "List the court orders you can see", OrderOut))
def list_orders(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, ORDERS, as_order)


@router.get("/orders/{ref}", summary="One court order", response=OrderOut)
def one_order(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_order(_find_order(request, ref)))


@router.get(
    "/orders/{ref}/entries",
    summary="The history of a court order",
    response=api.items_of(OrderEntryOut),
)
def history(request: ActingRequest, ref: str) -> HttpResponse:
    return api.all_of(entries(_find_order(request, ref)), as_entry)


def _find_order(request: ActingRequest, ref: str) -> Order:
    return api.find(request, orders(), ref=ref)


def as_order(order: Order) -> OrderOut:
    """Return the order as the monitoring unit may read it: nothing of the OCG."""
    return OrderOut(
        ref=order.ref,
        person=order.person_name,
        kind=order.kind,
        other_kind=order.other_kind,
        law=order.law,
        court=order.court,
        court_reference=order.court_reference,
        made_on=order.made_on,
        from_on=order.from_on,
        until_on=order.until_on,
        conditions=order.conditions,
        monitor_unit=order.monitor_unit.key if order.monitor_unit else None,
        monitor=order.monitor.username if order.monitor else None,
        next_check_on=order.next_check_on,
        stage=order.stage,
        ended_on=order.ended_on,
    )


def as_entry(entry: Entry) -> OrderEntryOut:
    return OrderEntryOut(
        ref=entry.ref,
        order=entry.order.ref,
        kind=entry.kind,
        on=entry.on,
        text=entry.text,
        changes=entry.changes,
        result=entry.result,
        outcome=entry.outcome,
        outcome_on=entry.outcome_on,
        recorded_by=entry.recorded_by.username,
        recorded_at=entry.recorded_at,
        withdrawn_at=entry.withdrawn_at,
        withdrawn_because=entry.withdrawn_because,
    )
