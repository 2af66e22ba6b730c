"""JSON API of the demand picture."""

from datetime import date, timedelta

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.tasking.api.schemas import (
    DemandOut,
    DemandRowOut,
    GivesWayOut,
    NeverAskedOut,
    SimulatedBidOut,
    WaitingTimeOut,
)
from broadhurst.capabilities.tasking.queries.boards import capabilities
from broadhurst.capabilities.tasking.queries.days_taken import days_by_capability
from broadhurst.capabilities.tasking.queries.demand import (
    demand_by_organisation,
    never_asked,
    simulate,
)
from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.problems import Problem
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/demand",
    summary="Count the bids of a period, with waiting times and forces that never bid",
    response=DemandOut,
)
def demand(
    request: ActingRequest, since: date | None = None, as_of: date | None = None
) -> HttpResponse:
    """Without `since`, the period is the year that ends on `as_of`."""
    until = as_of or clock.today()
    since = since or until - timedelta(days=365)
    rows = demand_by_organisation(since, until)
    return api.answer(
        DemandOut(
            since=since,
            as_of=until,
            organisations=[DemandRowOut(**vars(row)) for row in rows],
            never_asked=[
                NeverAskedOut(organisation=agency.key, ocgs=number)
                for agency, number in never_asked(since, until)
            ],
            waiting_times=[
                WaitingTimeOut(
                    capability=row["capability"],
                    decided=row["decided"],
                    days_to_decision=row["to_decision"],
                    days_to_team=row["to_in_place"],
                )
                for row in days_by_capability(since, until)
            ],
        )
    )


@router.get(
    "/capabilities/{code}/simulate",
    summary="What would have to give way for a bid; nothing is saved",
    response=SimulatedBidOut,
)
def simulated(request: ActingRequest, code: str, from_on: date, until_on: date) -> HttpResponse:
    capability = api.find(request, capabilities(clock.now()), code=code)
    if until_on < from_on:
        raise Problem(422, "Invalid", "Enter a last day on or after the first day.")
    tried = simulate(capability, from_on, until_on)
    return api.answer(
        SimulatedBidOut(
            capability=code,
            team=tried.team,
            free_from=tried.free_from,
            gives_way=[
                GivesWayOut(
                    team=row.booking.team,
                    days=row.days,
                    bid=row.bid.ref if row.bid else None,
                    away_because=row.booking.away_because or None,
                )
                for row in tried.gives_way
            ],
        )
    )
