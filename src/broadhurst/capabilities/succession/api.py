"""The JSON API of successions."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.succession import rules
from broadhurst.capabilities.succession.lists import SUCCESSIONS
from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.queries import successions
from broadhurst.capabilities.succession.schemas import SuccessionOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["successions"])


@router.get(
    "/successions", **lists.listing(SUCCESSIONS, "List the successions you can see", SuccessionOut)
)
def listed(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, SUCCESSIONS, as_json)


@router.get("/successions/{ref}", summary="One succession", response=SuccessionOut)
def one(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_json(_found(request, ref)))


def as_json(succession: Succession) -> SuccessionOut:
    return SuccessionOut(
        ref=succession.ref,
        kind=succession.kind,
        stage=succession.stage,
        predecessors=[agency.key for agency in succession.predecessors.all()],
        units=[unit.key for unit in succession.units.all()],
        successor=succession.successor.key,
        effective_on=succession.effective_on,
        reason=succession.reason,
        rehearsed_at=succession.rehearsed_at,
        counts=succession.moved or succession.rehearsed.get("counts", {}),
        stops=rules.what_stops(succession.rehearsed.get("stops", {})),
    )


def _found(request: ActingRequest, ref: str) -> Succession:
    return api.find(request, successions(), ref=ref)
