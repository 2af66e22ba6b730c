"""The page of a duty desk on the verdicts on its hits of people."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from broadhurst.capabilities.duty_desks.queries.verdicts import verdicts_of
from broadhurst.capabilities.duty_desks.rules import (
    MOST_MONTHS,
    PERIODS,
    USUAL_MONTHS,
    WHY_BY_SCRIPT,
    objections_to_read_verdicts,
)
from broadhurst.foundation.doors.role_check import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest


@refused_by_role(
    objections_to_read_verdicts,
    title="You cannot see a desk’s verdicts",
    back="deconfliction:hits",
    link_text="Hits of your unit",
)
def verdicts_page(request: ActingRequest) -> HttpResponse:
    """Count the verdicts on the desk's hits of people."""
    given = request.GET.get("months", str(USUAL_MONTHS))
    if not (given.isdecimal() and 1 <= int(given[:4]) <= MOST_MONTHS):
        raise Http404
    verdicts = verdicts_of(request.actor.unit, int(given))
    context = {
        "verdicts": verdicts,
        "rows": [*verdicts.rows, verdicts.together],
        "months": int(given),
        "periods": PERIODS,
        "why": WHY_BY_SCRIPT,
    }
    return render(request, "duty_desks/verdicts.html", context)
