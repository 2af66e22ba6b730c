"""The outlook, the scenario and the published totals at the API."""

from datetime import date

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.funding.api.schemas import OutlookOut, PublishedTotalOut, ScenarioOut
from broadhurst.capabilities.funding.api.shapes import as_outlook, as_scenario, as_total
from broadhurst.capabilities.funding.queries.lines import lines, recipients
from broadhurst.capabilities.funding.queries.outlook import outlook, scenario
from broadhurst.capabilities.funding.queries.published import published_totals
from broadhurst.capabilities.funding.rules.years import year_end
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/funding",
    summary="The posts and money beyond a day, by organisation and capability",
    response=api.items_of(OutlookOut),
)
def outlooks(
    request: ActingRequest, recipient: str = "", beyond: date | None = None
) -> HttpResponse:  # fmt: skip
    """Return the outlook of each organisation whose funding you can see, or of one.

    Without a day, it is about the next 31 March.
    """
    today = clock.today()
    chosen = [agency for agency in recipients() if recipient in ("", agency.key)]
    rows = [outlook(agency, today, beyond or year_end(today)) for agency in chosen]
    return api.all_of(rows, as_outlook)


@router.get(
    "/funding-lines/{ref}/scenario",
    summary="The posts that lose money if a line ends on a day",
    response=ScenarioOut,
)
def one_scenario(request: ActingRequest, ref: str, last_day: date | None = None) -> HttpResponse:
    """Without a day, the line ends today. Nothing is written."""
    line, today = api.find(request, lines(), ref=ref), clock.today()
    return api.answer(as_scenario(scenario(line, last_day or today, today)))


@router.get(
    "/published-funding",
    summary="Published totals of ROCU funding, with their sources",
    response=api.items_of(PublishedTotalOut),
)
def published(request: ActingRequest) -> HttpResponse:
    return api.all_of(published_totals(), as_total)
