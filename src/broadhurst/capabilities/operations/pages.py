"""Pages of operations: the list, one operation, and one page per command."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.commands.open_operation import (
    OpenOperationForm,
    open_operation,
)
from broadhurst.capabilities.operations.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.operations.lists import OPERATIONS
from broadhurst.capabilities.operations.queries import Series, operations, series_of
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponse:
    """Show every operation that has published outcomes."""
    return show(request, OPERATIONS, "operations/operations.html", records=_may_record(request))


def operation_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show an operation with every published figure and its source.

    A measure that was published more than once has a chart over time.
    """
    operation = web.find(request, operations(), ref=ref)
    whole, parts = series_of(operation)
    context = {
        "operation": operation,
        "pictures": [(series, _bars(series)) for series in whole if len(series.outcomes) > 1],
        "series": [*whole, *parts],
        "records": _may_record(request),
        "marking": "OFFICIAL",
    }
    return render(request, "operations/operation.html", context)


def _bars(series: Series) -> list[dict[str, object]]:
    return [
        {"label": day(outcome.as_of), "value": outcome.value, "text": outcome.in_words()}
        for outcome in series.outcomes
    ]


def _may_record(request: ActingRequest) -> bool:
    return not rules.objections_to_record(request.actor.roles)


def open_operation_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        OpenOperationForm,
        open_operation,
        title="Open an operation",
        submit="Open operation",
        go_to=lambda operation: reverse("operations:operation", args=[operation.ref]),
        done=lambda operation: f"{operation} is open. Next, record its published figures.",
        context={"back": reverse("operations:operations")},
    )


def record_outcome_page(request: ActingRequest, ref: str) -> HttpResponse:
    operation = web.find(request, operations(), ref=ref)
    href = reverse("operations:operation", args=[ref])
    return web.ask(
        request,
        RecordOutcomeForm,
        record_outcome,
        operation=operation,
        title="Record a published outcome",
        submit="Record outcome",
        go_to=href,
        done=lambda outcome: f"{outcome} is recorded.",
        context={"caption": str(operation), "back": href},
    )
