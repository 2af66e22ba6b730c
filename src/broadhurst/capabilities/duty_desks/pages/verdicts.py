"""The page of a duty desk on the verdicts on its hits of people."""

import re

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
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.wall import ActingRequest

MONTHS = re.compile(r"[0-9]{1,2}")


@refused_by_role(
    objections_to_read_verdicts,
    title="You cannot see a desk’s verdicts",
    back="deconfliction:hits",
    link_text="Hits of your unit",
)
def verdicts_page(request: ActingRequest) -> HttpResponse:
    """Count the verdicts on the desk's hits of people."""
    text = request.GET.get("months", str(USUAL_MONTHS))
    months = int(text) if MONTHS.fullmatch(text) else 0
    if not 1 <= months <= MOST_MONTHS:
        raise Http404
    verdicts = verdicts_of(request.actor.unit, months)
    context = {
        "verdicts": verdicts,
        "rows": [*verdicts.rows, verdicts.together],
        "months": months,
        "periods": PERIODS,
        "why": WHY_BY_SCRIPT,
    }
    return render(request, "duty_desks/verdicts.html", context)
