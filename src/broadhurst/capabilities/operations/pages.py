"""Pages of operations: the list, one operation, and one page a verb."""

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
from broadhurst.capabilities.operations.queries import Series, operations, series_of
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day


def list_page(request: ActingRequest) -> HttpResponse:
    """Every operation of which outcomes are published."""
    shown = {"operations": operations(), "records": _records(request)}
    return render(request, "operations/operations.html", shown)


def operation_page(request: ActingRequest, ref: str) -> HttpResponse:
    """One operation: what was published more than once over time, and all with its source."""
    operation = web.find(request, operations(), ref=ref)
    whole, parts = series_of(operation)
    shown = {
        "operation": operation,
        "pictures": [(one, _bars(one)) for one in whole if len(one.outcomes) > 1],
        "series": [*whole, *parts],
        "records": _records(request),
        "marking": "OFFICIAL",
    }
    return render(request, "operations/operation.html", shown)


def _bars(series: Series) -> list[dict[str, object]]:
    return [
        {"label": day(one.as_of), "value": one.value, "text": one.in_words()}
        for one in series.outcomes
    ]


def _records(request: ActingRequest) -> bool:
    return not rules.objections_to_record(request.actor.roles)


def open_operation_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        OpenOperationForm,
        open_operation,
        title="Open an operation",
        submit="Open operation",
        go_to=lambda operation: reverse("operation", args=[operation.ref]),
        done=lambda operation: f"{operation} is open. Next, record its published figures.",
        context={"back": reverse("operations")},
    )


def record_outcome_page(request: ActingRequest, ref: str) -> HttpResponse:
    operation = web.find(request, operations(), ref=ref)
    href = reverse("operation", args=[ref])
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
