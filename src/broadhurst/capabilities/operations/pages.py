"""Pages of operations: the list, one operation, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.operations import rules
from broadhurst.capabilities.operations.commands.correct_outcome import (
    CorrectOutcomeForm,
    correct_outcome,
)
from broadhurst.capabilities.operations.commands.edit_operation import (
    EditOperationForm,
    edit_operation,
)
from broadhurst.capabilities.operations.commands.open_operation import (
    OpenOperationForm,
    open_operation,
)
from broadhurst.capabilities.operations.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.operations.commands.withdraw_operation import (
    WithdrawOperationForm,
    withdraw_operation,
)
from broadhurst.capabilities.operations.commands.withdraw_outcome import (
    WithdrawOutcomeForm,
    withdraw_outcome,
)
from broadhurst.capabilities.operations.figures import by_region, over_time
from broadhurst.capabilities.operations.lists import OPERATIONS
from broadhurst.capabilities.operations.queries import (
    OUTCOMES,
    operations,
    series_of,
    withdrawn,
)
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponseBase:
    """Show every operation that has published outcomes."""
    return show(request, OPERATIONS, "operations/operations.html", records=_may_record(request))


def operation_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show an operation with every published figure and its source.

    A measure that was published more than once has a chart over time. A measure that regions
    published has a chart by region.
    """
    operation = web.find(request, operations(), ref=ref)
    whole, parts = series_of(operation)
    context = {
        "operation": operation,
        "over_time": over_time(whole),
        "by_region": by_region(parts),
        "series": [*whole, *parts],
        "withdrawn": withdrawn(operation),
        "records": _may_record(request) and operation.withdrawn_at is None,
        "marking": "OFFICIAL",
    }
    return render(request, "operations/operation.html", context)


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


def _about_operation(request: ActingRequest, ref: str) -> dict[str, Any]:
    operation = web.find(request, operations(), ref=ref)
    href = reverse("operations:operation", args=[ref])
    context = {"caption": operation.name, "back": href}
    return {"operation": operation, "go_to": href, "context": context}


def _about_outcome(request: ActingRequest, ref: str) -> dict[str, Any]:
    outcome = web.find(request, OUTCOMES, ref=ref)
    href = reverse("operations:operation", args=[outcome.operation.ref])
    caption = f"{outcome.operation}: {outcome}, as of {day(outcome.as_of)}"
    return {"outcome": outcome, "go_to": href, "context": {"caption": caption, "back": href}}


record_outcome_page = web.verb(
    RecordOutcomeForm, record_outcome, _about_operation, "Record a published outcome",
    "Record outcome", lambda outcome: f"{outcome} is recorded.",
)  # fmt: skip
edit_operation_page = web.verb(
    EditOperationForm, edit_operation, _about_operation, "Correct this operation",
    "Save correction", "The correction is saved.",
)  # fmt: skip
withdraw_operation_page = web.verb(
    WithdrawOperationForm, withdraw_operation, _about_operation, "Withdraw this operation",
    "Withdraw operation", "The operation is withdrawn.",
)  # fmt: skip
correct_outcome_page = web.verb(
    CorrectOutcomeForm, correct_outcome, _about_outcome, "Correct this figure",
    "Save correction", "The correction is saved.",
)  # fmt: skip
withdraw_outcome_page = web.verb(
    WithdrawOutcomeForm, withdraw_outcome, _about_outcome, "Withdraw this figure",
    "Withdraw figure", "The figure is withdrawn.",
)  # fmt: skip
