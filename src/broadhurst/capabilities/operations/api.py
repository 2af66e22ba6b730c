"""The JSON API of operations."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

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
from broadhurst.capabilities.operations.lists import OPERATIONS
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import OUTCOMES, operations, standing, withdrawn
from broadhurst.capabilities.operations.schemas import OperationDetailOut, OperationOut, OutcomeOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["operations"])


@router.get(
    "/operations",
    **lists.listing(OPERATIONS, "List operations with their published outcomes", OperationOut),
)
def list_operations(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, OPERATIONS, as_operation)


@router.post(
    "/operations", **api.verb(OpenOperationForm, "Open an operation", 201, answer=OperationOut)
)
def open_one(request: ActingRequest) -> HttpResponse:
    return api.ask(request, OpenOperationForm, open_operation, as_json=as_operation, status=201)


@router.get(
    "/operations/{ref}",
    summary="One operation with every published snapshot",
    response=OperationDetailOut,
)
def one_operation(request: ActingRequest, ref: str) -> HttpResponse:
    operation = api.find(request, operations(), ref=ref)
    answer = OperationDetailOut(
        **as_operation(operation).model_dump(),
        outcomes=[as_outcome(outcome) for outcome in standing(operation)],
        withdrawn=[as_outcome(outcome) for outcome in withdrawn(operation)],
    )
    return api.answer(answer)


@router.post(
    "/operations/{ref}/record-outcome",
    **api.verb(RecordOutcomeForm, "Record a published outcome", 201, answer=OutcomeOut),
)
def outcome(request: ActingRequest, ref: str) -> HttpResponse:
    operation = api.find(request, operations(), ref=ref)
    return api.ask(
        request,
        RecordOutcomeForm,
        record_outcome,
        as_json=as_outcome,
        status=201,
        operation=operation,
    )


@router.post(
    "/operations/{ref}/edit",
    **api.verb(EditOperationForm, "Correct an operation", 200, answer=OperationOut),
)
def edited(request: ActingRequest, ref: str) -> HttpResponse:
    operation = api.find(request, operations(), ref=ref)
    return api.ask(
        request, EditOperationForm, edit_operation, as_json=as_operation, operation=operation
    )


@router.post(
    "/operations/{ref}/withdraw",
    **api.verb(WithdrawOperationForm, "Withdraw an operation", 200, answer=OperationOut),
)
def withdrawn_operation(request: ActingRequest, ref: str) -> HttpResponse:
    operation = api.find(request, operations(), ref=ref)
    return api.ask(
        request,
        WithdrawOperationForm,
        withdraw_operation,
        as_json=as_operation,
        operation=operation,
    )


@router.post(
    "/outcomes/{ref}/correct",
    **api.verb(CorrectOutcomeForm, "Correct a published outcome", 201, answer=OutcomeOut),
)
def corrected(request: ActingRequest, ref: str) -> HttpResponse:
    outcome = api.find(request, OUTCOMES, ref=ref)
    return api.ask(
        request,
        CorrectOutcomeForm,
        correct_outcome,
        as_json=as_outcome,
        status=201,
        outcome=outcome,
    )


@router.post(
    "/outcomes/{ref}/withdraw",
    **api.verb(WithdrawOutcomeForm, "Withdraw a published outcome", 200, answer=OutcomeOut),
)
def withdrawn_outcome(request: ActingRequest, ref: str) -> HttpResponse:
    outcome = api.find(request, OUTCOMES, ref=ref)
    return api.ask(
        request, WithdrawOutcomeForm, withdraw_outcome, as_json=as_outcome, outcome=outcome
    )


def as_operation(operation: Operation) -> OperationOut:
    return OperationOut(
        ref=operation.ref,
        name=operation.name,
        description=operation.description,
        source=operation.source,
        corrected_because=operation.corrected_because,
        withdrawn_because=operation.withdrawn_because,
        agencies=[part.agency.key for part in operation.participations.all()],
    )


def as_outcome(outcome: Outcome) -> OutcomeOut:
    return OutcomeOut(
        ref=outcome.ref,
        measure=outcome.measure,
        stage=outcome.stage,
        region=outcome.region.key if outcome.region else None,
        value=outcome.value,
        unit=outcome.unit,
        qualifier=outcome.qualifier,
        as_of=outcome.as_of,
        source=outcome.source,
        quoted=outcome.quoted,
        corrects=outcome.corrects.ref if outcome.corrects else None,
        withdrawn_because=outcome.withdrawn_because,
    )
