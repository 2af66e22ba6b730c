"""JSON API of the lists of desired outcomes and of the tactics in force."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import OutcomeListOut, TacticLibraryOut
from broadhurst.capabilities.plans.api.shapes import as_library, as_outcome_list
from broadhurst.capabilities.plans.models import OutcomeList
from broadhurst.capabilities.plans.queries.tactics import library_on
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/desired-outcome-lists",
    **api.listing("List the versions of the list of desired outcomes", OutcomeListOut),
)
def lists(request: ActingRequest) -> HttpResponse:
    rows = OutcomeList.objects.all()
    return api.listed(request, rows, by="-from_on", as_json=as_outcome_list)


@router.get("/tactics", summary="List the tactics in force", response=TacticLibraryOut)
def tactics(request: ActingRequest) -> HttpResponse:
    return api.answer(as_library(library_on(clock.today())))
