"""The JSON door of operations."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.operations.commands.open_operation import (
    OpenOperationForm,
    open_operation,
)
from broadhurst.capabilities.operations.commands.record_outcome import (
    RecordOutcomeForm,
    record_outcome,
)
from broadhurst.capabilities.operations.models import Operation, Outcome
from broadhurst.capabilities.operations.queries import operations
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["operations"])


@router.get("/operations", **api.listing("List the operations of which outcomes are published"))
def list_operations(request: ActingRequest) -> HttpResponse:
    return api.listed(request, operations(), by="name", as_json=as_operation)


@router.post("/operations", **api.verb(OpenOperationForm, "Open an operation", 201))
def open_one(request: ActingRequest) -> HttpResponse:
    return api.ask(request, OpenOperationForm, open_operation, as_json=as_operation, status=201)


@router.get("/operations/{ref}", summary="One operation with every published snapshot")
def one_operation(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, operations(), ref=ref)
    outcomes = [as_outcome(one) for one in found.outcomes.select_related("region")]
    return api.answer(as_operation(found) | {"outcomes": outcomes})


@router.post(
    "/operations/{ref}/record-outcome",
    **api.verb(RecordOutcomeForm, "Record a published outcome", 201),
)
def outcome(request: ActingRequest, ref: str) -> HttpResponse:
    found = api.find(request, operations(), ref=ref)
    return api.ask(
        request, RecordOutcomeForm, record_outcome, as_json=as_outcome, status=201, operation=found
    )


def as_operation(one: Operation) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "name": one.name,
        "description": one.description,
        "source": one.source,
        "agencies": [part.agency.key for part in one.participations.all()],
    }


def as_outcome(one: Outcome) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "stage": one.stage,
        "region": one.region.key if one.region else None,
        "value": one.value,
        "unit": one.unit,
        "qualifier": one.qualifier,
        "as_of": one.as_of,
        "source": one.source,
    }
