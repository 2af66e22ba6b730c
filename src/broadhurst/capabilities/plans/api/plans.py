"""JSON API of plans and their versions."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.plans.api.schemas import PlanDetailOut, PlanOut
from broadhurst.capabilities.plans.api.shapes import as_plan, plan_in_full
from broadhurst.capabilities.plans.queries.plan_on_paper import PLAN_COPY
from broadhurst.capabilities.plans.queries.versions import plans
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.record_copies.api import add_downloads

router = Router()
add_downloads(router, "/plans/{ref}/copy", PLAN_COPY)


@router.get("/ocgs/{ref}/plans", **api.listing("The versions of an OCG's 4P plan", PlanOut))
def versions(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.all(), ref=ref)
    return api.listed(request, plans().filter(ocg=ocg), by="-version", as_json=as_plan)


@router.get("/plans/{ref}", summary="One version of a 4P plan", response=PlanDetailOut)
def plan(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(plan_in_full(api.find(request, plans(), ref=ref)))
