"""The outlook, the scenario and the published totals at the API."""

from datetime import date

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.capabilities.funding.api.schemas import (
    OutlookOut,
    PublishedTotalOut,
    ScenarioOut,
)
from broadhurst.capabilities.funding.api.shapes import as_outlook, as_scenario, as_total
from broadhurst.capabilities.funding.queries.lines import chosen_recipient, lines
from broadhurst.capabilities.funding.queries.outlook import outlook, scenario
from broadhurst.capabilities.funding.queries.published import published_totals
from broadhurst.capabilities.funding.rules.years import year_end
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/funding", summary="What is funded beyond a day, by capability", response=OutlookOut
)  # fmt: skip
def one_outlook(
    request: ActingRequest, recipient: str = "", beyond: date | None = None
) -> HttpResponse:
    """Without a day, the next 31 March. Without an organisation, your own."""
    agency = chosen_recipient(request.actor, recipient)
    if agency is None:
        raise Http404
    today = clock.today()
    return api.answer(as_outlook(outlook(agency, today, beyond or year_end(today))))


@router.get(
    "/funding-lines/{ref}/scenario",
    summary="What closes if a line ends on a day",
    response=ScenarioOut,
)
def one_scenario(request: ActingRequest, ref: str, last_day: date | None = None) -> HttpResponse:
    """Without a day, today. Nothing is written."""
    line, today = api.find(request, lines(), ref=ref), clock.today()
    return api.answer(as_scenario(scenario(line, last_day or today, today)))


@router.get(
    "/published-funding",
    summary="Published totals of ROCU funding, with their sources",
    response=api.items_of(PublishedTotalOut),
)
def published(request: ActingRequest) -> HttpResponse:
    return api.all_of(published_totals(), as_total)
