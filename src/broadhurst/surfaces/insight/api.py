"""Figures, each with the records behind it, for a program."""

from datetime import date

from django.http import Http404, HttpResponse
from ninja import Router

from broadhurst.foundation import clock
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.surfaces.insight.queries import FIGURES

router = Router(tags=["insight"])


@router.get("/figures", summary="Every figure, over a period, as of a day")
def figures(
    request: ActingRequest, since: date | None = None, as_of: date | None = None
) -> HttpResponse:
    day = as_of or clock.today()
    counted = [count(since, day).as_json() for count in FIGURES.values()]
    return api.answer({"items": [{**one, "records": len(one["records"])} for one in counted]})  # type: ignore[arg-type]


@router.get("/figures/{name}", summary="One figure and the records behind it")
def figure(
    request: ActingRequest, name: str, since: date | None = None, as_of: date | None = None
) -> HttpResponse:
    if name not in FIGURES:
        raise Http404
    return api.answer(FIGURES[name](since, as_of or clock.today()).as_json())
