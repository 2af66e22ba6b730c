"""The JSON API of operations."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.operations.lists import OPERATIONS
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import operations, standing, withdrawn
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
